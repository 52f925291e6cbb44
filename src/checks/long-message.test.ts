import { expect, test } from 'vitest'
import { longMessage } from './long-message.ts'
import { assessWith, conversationOf } from './testing/conversation-of.ts'

const assess = (text: string, more: object = {}, params: object = {}) =>
  assessWith(longMessage, params, conversationOf([['agent', text]], more))

test('200 characters, 120 words and 12 lines fit; one more does not', () => {
  expect(assess('字'.repeat(200))).toMatchObject({ verdict: 'pass', measure: { value: 200 } })
  expect(assess('字'.repeat(201)).verdict).toBe('fail')
  expect(assess('word '.repeat(120)).verdict).toBe('pass')
  expect(assess('word '.repeat(121)).verdict).toBe('fail')
  expect(assess(`a${'\na'.repeat(11)}`).verdict).toBe('pass')
  expect(assess(`a${'\na'.repeat(12)}`).verdict).toBe('fail')
})

test('e-mail is assessed only where the scorecard says so', () => {
  const text = '字'.repeat(201)
  expect(assess(text, { channel: 'email' }).verdict).toBe('not_applicable')
  expect(assess(text, { channel: 'email' }, { channels: ['email'] }).verdict).toBe('fail')
})
