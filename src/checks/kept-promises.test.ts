import { expect, test } from 'vitest'
import { keptPromises } from './kept-promises.ts'
import { assessWith, conversationOf, type Line } from './testing/conversation-of.ts'

const HOUR = 3600
const assess = (lines: Line[], options: object = {}, more: object = {}) =>
  assessWith(keptPromises, {}, conversationOf(lines, more), options)
/** Said at 10:00 in Shanghai; the customer thanks; then an agent or nobody speaks. */
const promise = (text: string, next?: number, more: object = {}) =>
  assess(
    [
      ['customer', '什么时候有结果?', 0],
      ['agent', text, 0],
      ['customer', 'ok', 60],
      ...(next === undefined ? [] : [['agent', 'done', next] satisfies Line]),
    ],
    {},
    more,
  ).verdict

test.each([
  ['我一小时内给您回复', HOUR],
  ['我半小时内给您回电', HOUR / 2],
  ['两三分钟回来,我去查一下给您', 3 * 60],
  ['我今天18点前给您答复', 8 * HOUR],
  ['我今天下午三点前发到您邮箱', 5 * HOUR],
  ['我今天下午三点一刻之前短信发您', 5.25 * HOUR],
  ['我今晚八点前联系您', 10 * HOUR],
  ['明天中午前我打给您', 26 * HOUR],
  ['我三点前回您', 5 * HOUR],
  ['我周五前给您回信', 86 * HOUR - 1],
  ['我22日上午10点前给您写信', 144 * HOUR],
  ['我會在今天下午3點前通知您', 5 * HOUR],
  ["I'll get back to you within two hours", 2 * HOUR],
  ['I will call you before 5 pm', 7 * HOUR],
  ["We'll email you by 3:30 pm tomorrow", 29.5 * HOUR],
  ["I'll write to you by Friday", 86 * HOUR - 1],
  ['Let me get that back to you by end of day', 14 * HOUR - 1],
])('"%s" is kept at its deadline and broken a second later', (text, seconds) => {
  expect(promise(text, seconds)).toBe('pass')
  expect(promise(text, seconds + 1)).toBe('fail')
})

test.each([
  '快递一般3天内到',
  '预计明天下午三点前送达',
  '您在24小时内拍照发给我',
  '我马上给您回复',
  '稍后联系您',
  'Delivery usually takes 2 days, it should arrive by Friday',
  'Please send it to me within 24 hours',
  "I'll be right back",
  '15天内有问题，拍张照给我',
  '签收15天内坏了您拍张照给我，我给您补发',
  '15天內出現質量問題，拍張照給我，我給您申請換新',
  '24小时内拍张照发给我',
  '今天18点前把照片发给我，我来核实',
  '收到7天内不合适联系我',
  "If it breaks within 15 days, send me a photo and I'll replace it",
  "Send me a photo within 24 hours and I'll have it checked",
  "Let us know by 5 pm and we'll hold it for you",
  'You can return it within 30 days and we will refund you',
])('"%s" is no commitment of the agent’s own with a deadline', (text) => {
  expect(promise(text, HOUR)).toBe('not_applicable')
})

test.each([
  '您把照片发给我，我一小时内给您回复',
  '一小时内财务会把结果发给我，我再通知您',
  '我一小时内给您回复，您有事也可以联系我',
  "If you don't mind, I'll call you within an hour",
  "Send me the photo and I'll reply to you within an hour",
])('"%s" asks something too and is still a promise', (text) => {
  expect(promise(text, HOUR)).toBe('pass')
  expect(promise(text, HOUR + 1)).toBe('fail')
})

test('three office days leave the week-end and holidays out', () => {
  // Tue 16 June + 3 office days with Friday the 19th closed: Wed, Thu, Mon 22 June until midnight
  const calendar = {
    timezone: 'Asia/Shanghai',
    weekly: { 'mon-fri': '09:00-18:00' },
    holidays: ['2026-06-19'],
  }
  const told = (seconds: number) =>
    assess(
      [
        ['agent', '我3个工作日内给您回电', 0],
        ['customer', 'ok', 60],
        ['agent', '您好', seconds],
      ],
      { calendar },
    ).verdict
  // Midnight after Monday is 6 days and 14 hours after Tuesday 10:00.
  expect(told(6 * 86_400 + 14 * HOUR - 1)).toBe('pass')
  expect(told(6 * 86_400 + 14 * HOUR)).toBe('fail')
})

test('goodbyes right after a long promise do not keep it', () => {
  const lines: Line[] = [
    ['agent', '我两小时内给您回复', 0],
    ['customer', '好的', 20],
    ['agent', '再见', 40],
  ]
  expect(assess(lines, { asOf: '2026-06-16T11:00:00+08:00' })).toMatchObject({
    verdict: 'unscored',
    reason: 'not_yet_due',
  })
  expect(assess(lines, { asOf: '2026-06-16T12:00:00+08:00' })).toMatchObject({
    verdict: 'unscored',
    reason: 'missing_field',
  })
})

test('an event such as a refund keeps it', () => {
  const lines: Line[] = [
    ['agent', '我一小时内给您处理退款', 0],
    ['system', '退款已提交', 1800, { event: 'refund_done' }],
  ]
  expect(assess(lines).verdict).toBe('pass')
})

test('without times a promise cannot be timed', () => {
  expect(assess([['agent', '我一小时内给您回复']])).toMatchObject({
    verdict: 'unscored',
    reason: 'missing_timestamps',
  })
})

test('a broken promise is quoted where it stands', () => {
  const [evidence] = assess([
    ['agent', '您好。我一小时内给您回复。', 0],
    ['customer', '?', 4000],
  ]).evidence
  expect(evidence).toMatchObject({ turn: 1, start: 3, quote: '我一小时内给您回复' })
})
