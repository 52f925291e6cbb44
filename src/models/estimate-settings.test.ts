import { expect, test } from 'vitest'
import { cacheableTokens, estimateSettings } from './estimate-settings.ts'

test.each([
  ['openai', 'gpt-5-mini', 1024],
  ['anthropic', 'claude-haiku-4-5-20251001', 4096],
  ['anthropic', 'claude-sonnet-4-6', 2048],
  ['anthropic', 'claude-sonnet-5', 1024],
])('the cache of %s keeps the beginning of a request to %s from %i tokens on', (provider, model, tokens) => {
  expect(cacheableTokens(estimateSettings, provider, model)).toBe(tokens)
})
