import { expect, test } from 'vitest'
import { bannedWords } from './banned-words.ts'
import { assessWith, conversationOf } from './testing/conversation-of.ts'

const assess = (text: string, params: object = {}) =>
  assessWith(
    bannedWords,
    params,
    conversationOf([
      ['customer', '在吗'],
      ['agent', text],
    ]),
  )

test.each([
  '绝对不会坏',
  '絕對正品',
  '全网最低',
  '不归我管',
  '你是不是傻逼',
  'You idiot',
  '媽的，怎麼又是你',
  'That was stupid',
  '100% safe for all skin',
])('is banned: %s', (text) => expect(assess(text).verdict).toBe('fail'))

test.each([
  '第一时间给您处理',
  '您是第一次购买吗',
  '面料是100%棉',
  '100% cotton',
  '含棉百分百',
  '当妈的都心疼',
  '我不敢说百分百',
  'Not stupid at all',
  'That is not a stupid idea',
  '送妈妈的生日礼物',
  '送媽媽的生日禮物',
  '婆婆妈妈的事',
  '我帮您找快递核实',
])('is fine: %s', (text) => expect(assess(text).verdict).toBe('pass'))

test('hits up to the allowed number pass', () => {
  expect(assess('绝对好，绝对快', { atMost: 2 })).toMatchObject({ verdict: 'pass', measure: { value: 2 } })
  expect(assess('绝对好，绝对快', { atMost: 1 }).verdict).toBe('fail')
})

test('lists, words and exceptions are the scorecard’s to choose', () => {
  expect(assess('绝对好', { lists: ['insults'] }).verdict).toBe('pass')
  expect(assess('稍等片刻', { words: ['片刻'] }).verdict).toBe('fail')
  expect(assess('绝对伏特加', { except: ['绝对伏特加'] }).verdict).toBe('pass')
})
