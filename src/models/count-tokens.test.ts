import { expect, test } from 'vitest'
import { countTokens } from './count-tokens.ts'

test('an empty text takes no tokens', () => {
  expect(countTokens('')).toBe(0)
})

// Counted with the o200k_base tokenizer itself; the bounds are the worst error that the doc comment names.
test.each([
  ['您好，这边帮您查一下订单，请稍等。', 12],
  ['Thank you for waiting, I have checked the order and it left our warehouse yesterday.', 17],
  ['{"turn":7,"role":"agent","text":"图看到了，三只饭碗都是从碗沿一路裂到底。"}', 30],
])('%s takes about %i tokens', (text, tokens) => {
  expect(Math.abs(countTokens(text) - tokens) / tokens).toBeLessThan(0.3)
})

test('what is appended is added', () => {
  const text = '请问订单 48213 什么时候到？'
  expect(Math.abs(countTokens(text.repeat(100)) - 100 * countTokens(text))).toBeLessThanOrEqual(100)
})
