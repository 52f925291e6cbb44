import { expect, test } from 'vitest'
import { deadAir } from './dead-air.ts'
import {
  type AssessOptions,
  assessWith,
  conversationOf,
  type Line,
  onCall,
} from './testing/conversation-of.ts'

const onPhone = (lines: Line[], params: object = {}, options: AssessOptions = {}) =>
  assessWith(deadAir, params, conversationOf(lines, { channel: 'phone' }), options)
const onChat = (lines: Line[], params: object = {}) => assessWith(deadAir, params, conversationOf(lines))

/** The agent speaks until 10:00:10 and then not for so many seconds. */
const silentFor = (seconds: number, text = '您的订单在路上', params: object = {}) =>
  onPhone([onCall('agent', text, 0, 10), onCall('agent', '好了', 10 + seconds, 10 + seconds + 5)], params)

test('on the phone 60 s of unannounced silence pass, a millisecond more fails', () => {
  expect(silentFor(60)).toMatchObject({ verdict: 'pass', measure: { value: 60_000, unit: 'ms' } })
  expect(silentFor(60.001)).toMatchObject({
    verdict: 'fail',
    measure: { value: 60_001 },
    evidence: [{ turn: 1, start: 0, end: 7, quote: '您的订单在路上' }],
  })
})

test.each(['请您稍等', '我查一下', '請稍候', 'One moment, please', 'Let me check that', 'Bear with me'])(
  'on the phone "%s" announces up to 180 s',
  (text) => {
    expect(silentFor(180, text).verdict).toBe('pass')
    expect(silentFor(180.001, text).verdict).toBe('fail')
  },
)

test('limits and more phrases are the scorecard’s', () => {
  expect(silentFor(30, '在路上', { unannounced: '30s' }).verdict).toBe('pass')
  expect(silentFor(30.001, '在路上', { unannounced: '30s' }).verdict).toBe('fail')
  expect(silentFor(120, '请稍等', { announced: '2m' }).verdict).toBe('pass')
  expect(silentFor(120.001, '请稍等', { announced: '2m' }).verdict).toBe('fail')
  expect(silentFor(180, '我去后台瞧瞧').verdict).toBe('fail')
  expect(silentFor(180, '我去后台瞧瞧', { also: ['后台瞧瞧'] }).verdict).toBe('pass')
})

test('a hold begun and ended by the system is announced, what follows it is not', () => {
  const held = (resume: Line[]) =>
    onPhone([
      onCall('agent', '好的', 0, 10),
      ['system', '保持', 11, { event: 'hold' }],
      ...resume,
      onCall('agent', '让您久等', 110, 112),
    ]).verdict
  expect(held([])).toBe('pass')
  expect(held([['system', '恢复', 20, { event: 'resume' }]])).toBe('fail')
})

test('the customer’s "ok" does not end an announced hold', () => {
  // Silences of 1 s and 169 s, both announced
  const found = onPhone([
    onCall('agent', '请稍等', 0, 10),
    onCall('customer', '好的', 11, 12),
    onCall('agent', '查到了', 181, 185),
  ])
  expect(found).toMatchObject({ verdict: 'pass', measure: { value: 169_000 } })
})

test('once the agent is back, the next silence is unannounced', () => {
  const found = onPhone([
    onCall('agent', '请稍等', 0, 10),
    onCall('agent', '查到了', 100, 110),
    onCall('customer', '喂？', 171, 172),
  ])
  // 61 s after "查到了"
  expect(found).toMatchObject({
    verdict: 'fail',
    rationale: 'unannounced silence of 1 min 1 s, more than 1 min',
    evidence: [{ turn: 2 }],
  })
})

test('silence runs from the end of whoever spoke longest', () => {
  // The agent's "嗯" ends at 6, the customer goes on until 50: 50 → 110 is 60 s
  const found = (next: number) =>
    onPhone([
      onCall('agent', '请讲', 0, 1),
      onCall('customer', '我的包裹一直没到', 2, 50),
      onCall('agent', '嗯', 5, 6),
      onCall('agent', '好', next, next + 1),
    ])
  expect(found(110)).toMatchObject({ verdict: 'pass', measure: { value: 60_000 } })
  expect(found(111)).toMatchObject({ verdict: 'fail', evidence: [{ turn: 2 }] })
})

test('waiting for the first word of an agent is no dead air', () => {
  expect(
    onPhone([
      onCall('bot', '欢迎致电', 0, 5),
      onCall('customer', '喂', 6, 7),
      onCall('agent', '您好', 200, 202),
    ]),
  ).toMatchObject({ verdict: 'pass', measure: { value: 0 } })
})

test('a hold from which nobody comes back lasts until somebody hangs up', () => {
  const hungUpAt = (seconds: number, text = '请稍等') =>
    onPhone([onCall('agent', text, 0, 10), ['system', '客户挂机', seconds, { event: 'hang_up_customer' }]])
  expect(hungUpAt(190).verdict).toBe('pass')
  expect(hungUpAt(191)).toMatchObject({
    verdict: 'fail',
    measure: { value: 181_000 },
    rationale: 'back 3 min 1 s after announcing a wait, more than 3 min',
  })
  // An agent who has said goodbye waits for the customer to hang up first.
  expect(hungUpAt(191, '再见').verdict).toBe('pass')
})

test('the longest silences come first, at most three, quoted up to 120 characters', () => {
  // 70, 90, 80 and 100 s after turns 1 to 4
  const long = '订'.repeat(300)
  const found = onPhone([0, 80, 180, 270, 380].map((from) => onCall('agent', long, from, from + 10)))
  expect(found.measure).toEqual({ value: 100_000, unit: 'ms' })
  expect(found.evidence.map(({ turn, quote }) => [turn, quote?.length])).toEqual([
    [4, 120],
    [2, 120],
    [3, 120],
  ])
})

test('a note that customers do not see breaks no silence', () => {
  const found = onPhone([
    onCall('agent', '您的订单在路上', 0, 10),
    onCall('agent', '客户很急', 40, 41, { visibility: 'internal' }),
    onCall('agent', '好了', 80, 81),
  ])
  expect(found).toMatchObject({ verdict: 'fail', measure: { value: 70_000 } })
})

test('on chat the wait after "one moment" lasts until the agent is back', () => {
  const back = (seconds: number) =>
    onChat([
      ['customer', '到哪了', 0],
      ['agent', '请稍等', 10],
      ['customer', '好的', 15],
      ['bot', '您的问题已记录', 20],
      ['agent', '内部备注', 30, { visibility: 'internal' }],
      ['agent', '到杭州了', 10 + seconds],
    ])
  expect(back(180)).toMatchObject({ verdict: 'pass', measure: { value: 180_000, unit: 'ms' } })
  expect(back(180.001)).toMatchObject({
    verdict: 'fail',
    measure: { value: 180_001 },
    evidence: [{ turn: 2, start: 0, end: 3, quote: '请稍等' }],
  })
})

test('on chat other pauses are response time, not silence', () => {
  expect(
    onChat([
      ['agent', '您好', 0],
      ['customer', '到哪了', 10],
      ['agent', '到杭州了', 900],
    ]),
  ).toMatchObject({ verdict: 'pass', measure: { value: 0 } })
})

test('a chat agent who never comes back is as long away as the chat shows', () => {
  expect(
    onChat([
      ['agent', 'One moment', 0],
      ['customer', 'hello?', 60],
      ['customer', 'anyone?', 181],
    ]),
  ).toMatchObject({ verdict: 'fail', measure: { value: 181_000 }, evidence: [{ turn: 1 }] })
})

test.each(['email', 'message', 'social'])('%s is not live', (channel) => {
  expect(assessWith(deadAir, {}, conversationOf([['agent', '请稍等', 0]], { channel })).verdict).toBe(
    'not_applicable',
  )
})

test('without an agent there is nobody to be silent', () => {
  expect(onChat([['customer', '在吗', 0]]).verdict).toBe('not_applicable')
  expect(onPhone([onCall('bot', '请稍等', 0, 5)]).verdict).toBe('not_applicable')
})

test('chat needs times, and the phone end times', () => {
  const unscored = { verdict: 'unscored', reason: 'missing_timestamps', measure: null, evidence: [] }
  expect(onChat([['agent', '请稍等']])).toMatchObject(unscored)
  expect(onPhone([['agent', '请稍等', 0]])).toMatchObject(unscored)
})

test('the rationale is in the scorecard’s language', () => {
  const lines = [onCall('agent', '您好', 0, 5), onCall('customer', '你好', 8, 9)]
  expect(onPhone(lines, {}, { language: 'zh-CN' }).rationale).toBe(
    '最长静默 3 s（未说明 ≤ 1 min，说明过 ≤ 3 min）',
  )
})
