import { expect, test } from 'vitest'
import { acknowledgement } from './acknowledgement.ts'
import { conversationOf } from './testing/conversation-of.ts'

function kindOf(text: string, more: object = {}) {
  const [said] = conversationOf([['customer', text, 0, more]]).customer
  return said === undefined ? undefined : acknowledgement(said)
}

test.each([
  '谢谢',
  '好的，谢谢您！',
  '嗯嗯 辛苦了～',
  '謝謝',
  '不用了，先这样。',
  '没有了',
  'Thanks!',
  'Ok, thank you so much.',
  'THANKS A LOT',
  'That’s all, bye',
  'no thank you',
  '谢谢🌹',
  '谢谢[玫瑰]',
  'Thanks 😊',
  '🙏',
  '谢谢…',
])('"%s" says thanks or goodbye', (text) => expect(kindOf(text)).toBe('closing'))

test.each([
  '好的',
  '嗯嗯',
  '收到，明白了',
  '好滴~',
  '亲，好的呀',
  'ok',
  'Yes.',
  'Great, got it',
  'ｏｋ',
  '👍',
  '👍🏻',
  '好的[OK]',
])('"%s" nods', (text) => expect(kindOf(text)).toBe('nod'))

test.each([
  '',
  '。。。',
  '？',
  '好的吗？',
  'ok?',
  '谢谢，什么时候发货',
  '好的地址是哪里',
  '不好',
  'thanks but it is still broken',
  'okra',
  'no',
  'yes I ordered two',
  '😡',
])('"%s" is something to answer', (text) => expect(kindOf(text)).toBeNull())

test('thanks after a nod are thanks, in either order', () => {
  expect(kindOf('好的 谢谢')).toBe('closing')
  expect(kindOf('谢谢 好的')).toBe('closing')
})

test('a picture says more than the words beside it', () => {
  expect(kindOf('好的', { attachments: [{ kind: 'image' }] })).toBeNull()
  expect(kindOf('好的', { attachments: [] })).toBe('nod')
})

test('60 characters may be a nod, 61 say more than that', () => {
  expect(kindOf('好'.repeat(60))).toBe('nod')
  expect(kindOf('好'.repeat(61))).toBeNull()
})
