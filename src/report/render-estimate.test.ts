import { expect, test } from 'vitest'
import type { RunEstimate } from '../domain/run-estimate.ts'
import { NO_USAGE } from '../domain/usage.ts'
import { renderEstimate } from './render-estimate.ts'

const used = { ...NO_USAGE, requests: 4, inputTokens: 10_000, cachedTokens: 7_500, outputTokens: 400 }
const estimate: RunEstimate = {
  provider: 'openai',
  model: 'm\u001b[31m',
  pricesAsOf: '2026-01-02',
  live: { ...used, costUsd: 0.5 },
  batch: { ...used, costUsd: 0.25 },
  criteria: { tone: { live: { ...used, costUsd: 0.5 }, batch: { ...used, costUsd: 0.25 } } },
}

test('an estimate shows each criterion, the total, both prices and what the cache should give', () => {
  const text = renderEstimate(estimate, { conversations: 5, toAsk: 4 }, 'en')
  expect(text).toContain('Estimate: 5 conversations, 4 of them to be put to openai:m')
  expect(text).not.toContain('\u001b')
  expect(text).toMatch(/tone +10,000 +400 +\$0\.50\d* +\$0\.25/)
  expect(text).toMatch(/total +10,000 +400/)
  expect(text).toContain('4 requests; about 75% of the input')
  expect(text).toContain('Prices as of 2026-01-02')
})

test('without a price only tokens are told, and how to give one', () => {
  const unknown = { ...used, costUsd: null }
  const unpriced = { ...estimate, pricesAsOf: null, live: unknown, batch: unknown, criteria: {} }
  expect(renderEstimate(unpriced, { conversations: 5, toAsk: 4 }, 'zh-CN')).toContain('--prices')
})

test('where nothing is left to ask it says so', () => {
  const none = { ...estimate, live: NO_USAGE, batch: NO_USAGE, criteria: {} }
  expect(renderEstimate(none, { conversations: 5, toAsk: 0 }, 'en')).toContain('Nothing to ask')
})
