import { expect, test } from 'vitest'
import { Prices } from '../domain/prices.ts'
import { overridePrices, priceDate, priceOf } from './prices.ts'
import { pricesOf } from './testing/prices-of.ts'

const RATES = { cachedInput: 0, cacheWrite: 0, output: 0 }

function listOf(...models: [string, number][]): Prices {
  return Prices.parse({
    asOf: '2026-03-04',
    models: models.map(([model, input]) => ({ provider: 'openai', model, input, ...RATES })),
  })
}

test('a model is priced by its name, else by the longest start of a name', () => {
  const prices = listOf(['gpt-*', 1], ['gpt-5*', 2], ['gpt-5-mini', 3])
  expect(priceOf(prices, 'openai', 'gpt-5-mini')?.input).toBe(3)
  expect(priceOf(prices, 'openai', 'gpt-5-mini-2026')?.input).toBe(2)
  expect(priceOf(prices, 'openai', 'gpt-4')?.input).toBe(1)
  expect(priceOf(prices, 'openai', 'qwen')).toBeNull()
  expect(priceOf(prices, 'anthropic', 'gpt-4')).toBeNull()
})

test('own prices stand before shipped ones, even a start of a name before a whole one', () => {
  const both = overridePrices(listOf(['gpt-5-mini', 3], ['gpt-4', 4]), listOf(['gpt-5*', 9]))
  expect(priceOf(both, 'openai', 'gpt-5-mini')?.input).toBe(9)
  expect(priceOf(both, 'openai', 'gpt-4')?.input).toBe(4)
})

test('a price is as old as its source, and an own one as its own file', () => {
  const sources = { page: { page: 'https://example.com', asOf: '2025-07-01' } }
  const shipped = Prices.parse({
    asOf: '2025-07-01',
    sources,
    models: [{ provider: 'openai', model: 'old', input: 1, ...RATES, source: 'page' }],
  })
  const both = overridePrices(shipped, pricesOf({}, '2026-09-09'))
  const dateOf = (model: string) => {
    const price = priceOf(both, 'openai', model)
    return price && priceDate(both, price)
  }
  expect(dateOf('old')).toBe('2025-07-01')
  expect(dateOf('m')).toBe('2026-09-09')
  expect(both.asOf).toBe('2025-07-01')
})
