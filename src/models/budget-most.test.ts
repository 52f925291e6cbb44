import { expect, test } from 'vitest'
import { mostCost } from './budget-most.ts'
import { priceTokens } from './price-tokens.ts'
import { pricesOf } from './testing/prices-of.ts'
import { requestOf } from './testing/request-of.ts'

function most(fields: Record<string, unknown>, request = requestOf()) {
  const price = priceTokens(pricesOf(fields), 'openai', 'm', 'live')
  return price === null ? null : mostCost(request, price)
}

test('every byte may be a token, and all the output that is allowed may be written', () => {
  const grown = requestOf({ varying: `${requestOf().varying}字`, maxOutputTokens: 1001 })
  // One character of three bytes at the price of a write, 2.5, which is above that of input; one token of output at 8.
  expect((most({}, grown) ?? 0) - (most({}) ?? 0)).toBeCloseTo((3 * 2.5 + 8) / 1e6, 12)
})

test('a provider that writes to its cache for less than input costs is taken at the price of input', () => {
  expect(most({ cacheWrite: 0 })).toBe(most({ cacheWrite: 2 }))
})
