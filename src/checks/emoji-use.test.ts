import { expect, test } from 'vitest'
import { emojiUse } from './emoji-use.ts'
import { assessWith, conversationOf } from './testing/conversation-of.ts'

const assess = (text: string, params: object = {}, customer = '在吗', more: object = {}) =>
  assessWith(
    emojiUse,
    params,
    conversationOf(
      [
        ['customer', customer],
        ['agent', text],
      ],
      more,
    ),
  )

test.each([
  ['👨‍👩‍👧🇨🇳👍🏽', 3],
  ['1️⃣[玫瑰]/:^_^', 3],
  ['❤️[愛心]', 2],
  ['[图片]©®™ 123 [订单]', 0],
])('%s counts %i', (text, count) => {
  expect(assess(text)).toMatchObject({ verdict: 'pass', measure: { value: count } })
})

test('three in a message pass, four fail', () => {
  expect(assess('🌸🌸🌸').verdict).toBe('pass')
  expect(assess('🌸🌸🌸🌸').verdict).toBe('fail')
})

test('🙂 is ambiguous in Chinese and friendly in English', () => {
  expect(assess('好的🙂').verdict).toBe('fail')
  expect(assess('[微笑]').verdict).toBe('fail')
  expect(assess('好的🙂', { allowAmbiguous: true }).verdict).toBe('pass')
  expect(assess('ok 🙂', {}, 'hi', { language: 'en' }).verdict).toBe('pass')
})

test('an upset customer gets none', () => {
  expect(assess('好的🌸', {}, '我要投诉').verdict).toBe('fail')
  expect(assess('好的🌸', { whenUpset: 1 }, '我要投诉').verdict).toBe('pass')
})

test('an image may have 2,000,000 bytes', () => {
  const send = (bytes: number) =>
    assessWith(
      emojiUse,
      {},
      conversationOf([['agent', '[图片]', undefined, { attachments: [{ kind: 'image', bytes }] }]]),
    )
  expect(send(2_000_000).verdict).toBe('pass')
  expect(send(2_000_001).verdict).toBe('fail')
})
