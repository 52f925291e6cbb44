import { expect, test } from 'vitest'
import { priceTokens } from './price-tokens.ts'
import { pricesOf } from './testing/prices-of.ts'

const TOKENS = { inputTokens: 1000, cachedTokens: 600, cacheWriteTokens: 100, outputTokens: 50 }

test('each kind of token has its own price', () => {
  // 300 · 2 + 600 · 0.5 + 100 · 2.5 + 50 · 8 = 1,550 for a million; saved: 600 · 1.5 − 100 · 0.5 = 850.
  const priced = priceTokens(pricesOf(), 'openai', 'm', 'live')?.(TOKENS)
  expect(priced?.costUsd).toBeCloseTo(0.00155, 12)
  expect(priced?.savedUsd).toBeCloseTo(0.00085, 12)
})

test('writing to the cache without reading from it saves less than nothing', () => {
  const priced = priceTokens(pricesOf(), 'openai', 'm', 'live')?.({ ...TOKENS, cachedTokens: 0 })
  // −100 · 0.5
  expect(priced?.savedUsd).toBeCloseTo(-0.00005, 12)
})

test('a batch costs its share, or its own prices', () => {
  const half = priceTokens(pricesOf({ batchShare: 0.5 }), 'openai', 'm', 'batch')?.(TOKENS)
  expect(half?.costUsd).toBeCloseTo(0.000775, 12)
  const batch = { input: 1, cachedInput: 1, cacheWrite: 1, output: 4 }
  // 1,000 · 1 + 50 · 4, and the cache gives nothing.
  const own = priceTokens(pricesOf({ batch }), 'openai', 'm', 'batch')?.(TOKENS)
  expect(own).toEqual({ costUsd: 0.0012, savedUsd: 0 })
})

test('a long prompt costs its own prices from the first token', () => {
  const longPrompt = { over: 999, input: 4, cachedInput: 1, cacheWrite: 5, output: 16 }
  const price = priceTokens(pricesOf({ longPrompt, batchShare: 0.5 }), 'openai', 'm', 'live')
  expect(price?.(TOKENS).costUsd).toBeCloseTo(0.0031, 12)
  expect(price?.({ ...TOKENS, inputTokens: 999 }).costUsd).toBeCloseTo(0.001548, 12)
  expect(
    priceTokens(pricesOf({ longPrompt, batchShare: 0.5 }), 'openai', 'm', 'batch')?.(TOKENS).costUsd,
  ).toBeCloseTo(0.00155, 12)
})

test.each([
  ['a model', 'openai', 'other', 'live'],
  ['a provider', 'anthropic', 'm', 'live'],
  ['a batch', 'openai', 'm', 'batch'],
] as const)('%s without a price has no price, rather than none to pay', (_, provider, model, via) => {
  expect(priceTokens(pricesOf(), provider, model, via)).toBeNull()
})
