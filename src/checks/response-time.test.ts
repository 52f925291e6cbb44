import { expect, test } from 'vitest'
import { responseTime } from './response-time.ts'
import { type AssessOptions, assessWith, conversationOf, type Line } from './testing/conversation-of.ts'

const HOUR = 3600
const MS = 0.001

interface Setting extends AssessOptions {
  channel?: string
  params?: object
}

const assess = (lines: Line[], { channel = 'chat', params = {}, ...options }: Setting = {}) =>
  assessWith(responseTime, params, conversationOf(lines, { channel }), options)

/** Questions each answered after so many seconds, ten hours apart. */
const waits = (seconds: readonly number[], setting: Setting = {}) =>
  assess(
    seconds.flatMap((wait, index): Line[] => [
      ['customer', `第${index + 1}个问题`, index * 10 * HOUR],
      ['agent', '答复', index * 10 * HOUR + wait],
    ]),
    setting,
  )

test.each([
  ['chat', 60],
  ['social', 60],
  ['message', 4 * HOUR],
  ['email', 4 * HOUR],
])('on %s a mean of %i s passes and a millisecond more fails', (channel, mean) => {
  // (half + one and a half) / 2 is the mean; 2 ms more in one of two waits are 1 ms in the mean
  expect(waits([mean / 2, mean * 1.5], { channel })).toMatchObject({
    verdict: 'pass',
    measure: { value: mean * 1000, unit: 'ms' },
  })
  expect(waits([mean / 2, mean * 1.5 + 2 * MS], { channel })).toMatchObject({
    verdict: 'fail',
    measure: { value: mean * 1000 + 1 },
  })
})

test.each([
  ['chat', 180],
  ['social', 180],
  ['message', 8 * HOUR],
  ['email', 8 * HOUR],
])('on %s a longest wait of %i s passes and a millisecond more fails', (channel, worst) => {
  // Beside two waits of 0 the mean is a third of the worst: 60 s of chat, 2 h 40 of mail
  expect(waits([0, worst, 0], { channel }).verdict).toBe('pass')
  // A fourth wait of 0 keeps the mean in bounds.
  expect(waits([0, worst + MS, 0, 0], { channel }).verdict).toBe('fail')
})

test('a fail says both figures and quotes the message that waited longest', () => {
  // (10 + 181 + 10) / 3 = 67
  expect(waits([10, 181, 10])).toEqual({
    verdict: 'fail',
    score: 0,
    reason: null,
    rationale: 'mean 1 min 7 s over 3 waits (should be ≤ 1 min), longest 3 min 1 s (should be ≤ 3 min)',
    evidence: [{ turn: 3, start: 0, end: 5, quote: '第2个问题' }],
    measure: { value: 67_000, unit: 'ms' },
  })
  const [evidence] = assess([
    ['customer', '问'.repeat(300), 0],
    ['agent', '答', 61],
  ]).evidence
  expect(evidence).toMatchObject({ turn: 1, start: 0, end: 120 })
})

test('limits are parameters', () => {
  expect(waits([30], { params: { mean: '30s' } }).verdict).toBe('pass')
  expect(waits([30 + MS], { params: { mean: '30s' } }).verdict).toBe('fail')
  expect(waits([0, 50], { params: { worst: '50s' } }).verdict).toBe('pass')
  expect(waits([0, 50 + MS], { params: { worst: '50s' } }).verdict).toBe('fail')
})

test('the phone is assessed only where the scorecard sets a limit', () => {
  const phone = { channel: 'phone' }
  expect(waits([500], phone).verdict).toBe('not_applicable')
  expect(waits([5], { ...phone, params: { mean: '5s' } }).verdict).toBe('pass')
  expect(waits([5 + MS], { ...phone, params: { mean: '5s' } }).verdict).toBe('fail')
  expect(waits([5 + MS], { ...phone, params: { worst: '5s' } }).verdict).toBe('fail')
})

test.each([
  [20, 'pass', 1],
  [20 + MS, 'pass', 0.8],
  [40, 'pass', 0.8],
  [40 + MS, 'fail', 0.4],
  [90, 'fail', 0.4],
  [90 + MS, 'fail', 0],
])('bands grade a mean of %f s as %s with %f', (seconds, verdict, score) => {
  const bands = [
    { within: '20s', score: 1 },
    { within: '40s', score: 0.8 },
    { within: '90s', score: 0.4 },
  ]
  expect(waits([seconds], { params: { bands } })).toMatchObject({ verdict, score })
})

test('no band saves a wait beyond the worst', () => {
  const params = { bands: [{ within: '10m', score: 1 }] }
  expect(waits([180], { params }).score).toBe(1)
  expect(waits([180 + MS], { params })).toMatchObject({ verdict: 'fail', score: 0 })
})

test('a burst is one wait, from its first message or its last', () => {
  const lines: Line[] = [
    ['customer', '在吗', 0],
    ['customer', '我的包裹没到', 30],
    ['agent', '我看下', 70],
    ['agent', '已到杭州', 500],
  ]
  expect(assess(lines).measure).toEqual({ value: 70_000, unit: 'ms' })
  expect(assess(lines, { params: { from: 'last' } })).toMatchObject({
    verdict: 'pass',
    measure: { value: 40_000 },
  })
})

test('neither the bot nor an internal note answers', () => {
  const lines: Line[] = [
    ['customer', '我的包裹没到', 0],
    ['bot', '请稍候', 1],
    ['agent', '老客户', 2, { visibility: 'internal' }],
    ['agent', '已到杭州', 61],
  ]
  expect(assess(lines)).toMatchObject({ verdict: 'fail', measure: { value: 61_000 } })
})

test.each(['谢谢', '好的，谢谢您', 'Thanks, bye', 'ok', '嗯嗯', '謝謝🌹', '👍'])(
  '"%s" waits for nothing',
  (text) => {
    const lines: Line[] = [
      ['customer', '到哪了', 0],
      ['agent', '到杭州了', 20],
      ['customer', text, 30],
      ['agent', '不客气', 900],
    ]
    expect(assess(lines)).toMatchObject({ verdict: 'pass', measure: { value: 20_000 } })
  },
)

test('a yes to what the agent asked waits for what follows, a thanks does not', () => {
  const answered = (question: string, text: string) =>
    assess([
      ['customer', '退货', 0],
      ['agent', question, 20],
      ['customer', text, 30],
      ['agent', '已提交', 130],
    ]).measure?.value
  // (20 + 100) / 2 = 60
  expect(answered('帮您退款可以吗', '好的')).toBe(60_000)
  expect(answered('Shall I refund it?', 'Yes')).toBe(60_000)
  expect(answered('帮您退款可以吗', '好的谢谢')).toBe(20_000)
  expect(answered('我帮您退款', '好的')).toBe(20_000)
})

test('a last burst that nobody answered is mentioned and not counted', () => {
  const found = assess([
    ['customer', '到哪了', 0],
    ['agent', '到杭州了', 20],
    ['customer', '几点送', 30],
  ])
  expect(found).toMatchObject({ verdict: 'pass', measure: { value: 20_000 } })
  expect(found.rationale).toContain('the last was answered by nobody')
})

test('where nobody answered or asked, there is no response time', () => {
  expect(assess([['customer', '到哪了', 0]])).toMatchObject({
    verdict: 'not_applicable',
    rationale: 'no message by the customer was answered by a person',
  })
  expect(assess([['agent', '您好', 0]])).toMatchObject({
    verdict: 'not_applicable',
    rationale: 'no message by the customer waits for a reply',
  })
})

test('without times nothing can be timed', () => {
  const lines: Line[] = [
    ['customer', '到哪了'],
    ['agent', '到杭州了'],
  ]
  expect(assess(lines)).toMatchObject({ verdict: 'unscored', reason: 'missing_timestamps', measure: null })
})

/** One e-mail between two instants. */
const mailed = (from: string, to: string, calendar: object, params: object = {}) =>
  assess(
    [
      ['customer', 'Where is it?', 0, { at: from }],
      ['agent', 'On its way', 0, { at: to }],
    ],
    { channel: 'email', calendar, params },
  )

test('e-mail waits in office hours, less holidays and with make-up days', () => {
  const calendar = {
    timezone: 'Asia/Shanghai',
    weekly: { 'mon-fri': '09:00-18:00' },
    holidays: ['2026-06-19'],
    workdays: ['2026-06-20'],
  }
  // Thu 16:00–18:00 is 2 h, Fri 19 June is closed, Sat 20 June works 09:00–11:00: 4 h
  const thursday = '2026-06-18T16:00:00+08:00'
  expect(mailed(thursday, '2026-06-20T11:00:00.000+08:00', calendar)).toMatchObject({
    verdict: 'pass',
    measure: { value: 4 * HOUR * 1000 },
  })
  expect(mailed(thursday, '2026-06-20T11:00:00.001+08:00', calendar).verdict).toBe('fail')
  expect(mailed(thursday, '2026-06-20T11:00:00.000+08:00', calendar, { clock: 'wall' }).verdict).toBe('fail')
})

test('the night in which the clocks go forward has an hour less to wait', () => {
  const calendar = { timezone: 'America/New_York', weekly: { 'mon-sun': '00:00-00:00' } }
  // 00:00 (-05:00) to 05:00 (-04:00) is 4 h
  const midnight = '2026-03-08T00:00:00-05:00'
  expect(mailed(midnight, '2026-03-08T05:00:00.000-04:00', calendar).verdict).toBe('pass')
  expect(mailed(midnight, '2026-03-08T05:00:00.001-04:00', calendar).verdict).toBe('fail')
})

test('the rationale is in the scorecard’s language', () => {
  expect(waits([20, 40], { language: 'zh-CN' }).rationale).toBe(
    '2 轮平均 30 s（≤ 1 min），最长 40 s（≤ 3 min）',
  )
})
