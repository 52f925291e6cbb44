import { expect, test } from 'vitest'
import { firstResponseTime } from './first-response-time.ts'
import { type AssessOptions, assessWith, conversationOf, type Line } from './testing/conversation-of.ts'

const HOUR = 3600
const MS = 0.001
const OFFICE = { timezone: 'Asia/Shanghai', weekly: { 'mon-fri': '09:00-18:00' } }

interface Setting extends AssessOptions {
  channel?: string
  params?: object
}

const assess = (lines: Line[], { channel = 'chat', params = {}, ...options }: Setting = {}) =>
  assessWith(firstResponseTime, params, conversationOf(lines, { channel }), options)

/** The customer writes at 10:00 and a person answers so many seconds later. */
const answeredAfter = (seconds: number, setting: Setting = {}) =>
  assess(
    [
      ['customer', '在吗', 0],
      ['agent', '您好', seconds],
    ],
    setting,
  )

/** The same between two instants. */
const between = (from: string, to: string, setting: Setting = {}, among: Line[] = []) =>
  assess(
    [['customer', 'Where is my parcel?', 0, { at: from }], ...among, ['agent', 'On its way', 0, { at: to }]],
    { channel: 'email', ...setting },
  )

test.each([
  ['chat', 60],
  ['social', 60],
  ['message', 2 * HOUR],
  ['email', 2 * HOUR],
])('on %s %i s are in time and a millisecond more is not', (channel, seconds) => {
  expect(answeredAfter(seconds, { channel }).verdict).toBe('pass')
  expect(answeredAfter(seconds + MS, { channel }).verdict).toBe('fail')
})

test('the limit is a parameter', () => {
  expect(answeredAfter(30, { params: { within: '30s' } }).verdict).toBe('pass')
  expect(answeredAfter(30 + MS, { params: { within: '30s' } }).verdict).toBe('fail')
})

test('a late reply is quoted and measured', () => {
  expect(answeredAfter(75)).toEqual({
    verdict: 'fail',
    score: 0,
    reason: null,
    rationale: 'first response after 1 min 15 s, more than 1 min',
    evidence: [{ turn: 2, start: 0, end: 2, quote: '您好' }],
    measure: { value: 75_000, unit: 'ms' },
  })
  const [evidence] = assess([
    ['customer', '在吗', 0],
    ['agent', '好'.repeat(300), 75],
  ]).evidence
  expect(evidence).toMatchObject({ start: 0, end: 120, quote: '好'.repeat(120) })
})

test('the wait runs from the first message to the first reply', () => {
  expect(
    assess([
      ['agent', '您好，欢迎光临', 0],
      ['customer', '这件有货吗', 100],
      ['customer', '在吗', 140],
      ['agent', '有的', 161],
      ['customer', '那件呢', 200],
      ['agent', '也有', 900],
    ]),
  ).toMatchObject({ verdict: 'fail', measure: { value: 61_000 }, evidence: [{ turn: 4 }] })
})

test('an automatic reply counts only if the scorecard says so', () => {
  const lines: Line[] = [
    ['customer', '在吗', 0],
    ['bot', '您好，请稍候', 1],
    ['agent', '您好', 61],
  ]
  expect(assess(lines)).toMatchObject({ verdict: 'fail', measure: { value: 61_000 } })
  expect(assess(lines, { params: { countBot: true } })).toMatchObject({
    verdict: 'pass',
    measure: { value: 1000 },
  })
})

test('an internal note is no reply', () => {
  const lines: Line[] = [
    ['customer', '在吗', 0],
    ['agent', '老客户', 5, { visibility: 'internal' }],
    ['agent', '您好', 61],
  ]
  expect(assess(lines)).toMatchObject({ verdict: 'fail', evidence: [{ turn: 3 }] })
})

test('no reply is a fail only once it is overdue', () => {
  const asked: Line[] = [['customer', '在吗', 0]]
  expect(assess(asked, { asOf: '2026-06-16T10:01:00.000+08:00' })).toMatchObject({
    verdict: 'unscored',
    reason: 'not_yet_due',
    evidence: [],
  })
  expect(assess(asked, { asOf: '2026-06-16T10:01:00.001+08:00' })).toMatchObject({
    verdict: 'fail',
    evidence: [{ turn: 1, start: null, end: null, quote: null }],
    measure: null,
  })
})

test('a customer who left is answered no more', () => {
  const left: Line[] = [
    ['customer', '在吗', 0],
    ['system', '客户已离开', 40, { event: 'customer_left' }],
    ['system', '工单已创建', 45, { event: 'ticket_created' }],
  ]
  expect(assess(left, { asOf: '2026-06-16T10:00:50+08:00' }).verdict).toBe('fail')
})

test('who wrote nothing, or only nods to the agent’s own message, waits for nothing', () => {
  expect(assess([['agent', '您好', 0]]).verdict).toBe('not_applicable')
  expect(assess([['bot', '您好', 0]]).verdict).toBe('not_applicable')
  const nodded = (text: string) =>
    assess([
      ['agent', '您的包裹已发出', 0],
      ['customer', text, 10],
    ]).verdict
  expect(nodded('好的谢谢')).toBe('not_applicable')
  expect(nodded('Ok, thanks!')).toBe('not_applicable')
  expect(nodded('什么时候到')).toBe('fail')
})

test('without times nothing can be timed', () => {
  const unscored = { verdict: 'unscored', reason: 'missing_timestamps', score: null, measure: null }
  expect(assess([['customer', '在吗']])).toMatchObject(unscored)
  expect(
    assess([
      ['customer', '在吗'],
      ['agent', '您好'],
    ]),
  ).toMatchObject(unscored)
})

test('a call is answered within 30 s of its beginning', () => {
  const answered = (seconds: number) =>
    assessWith(
      firstResponseTime,
      {},
      conversationOf([['agent', '您好', seconds]], {
        channel: 'phone',
        startedAt: '2026-06-16T10:00:00+08:00',
      }),
    )
  expect(answered(30)).toMatchObject({ verdict: 'pass', measure: { value: 30_000 } })
  expect(answered(30 + MS).verdict).toBe('fail')
})

test('on the phone the menu is no waiting, the queue is', () => {
  const menu: Line = ['bot', '查询请按1', 0, { endAt: '2026-06-16T10:00:40+08:00' }]
  const chosen: Line = ['customer', '1', 35]
  const queue: Line = ['system', '排队中', 50, { event: 'queue_notice' }]
  const phone = { channel: 'phone' }
  // From the end of the menu at 40 s, or from the queue at 50 s
  expect(assess([menu, chosen, ['agent', '您好', 70]], phone)).toMatchObject({
    verdict: 'pass',
    measure: { value: 30_000 },
  })
  expect(assess([menu, chosen, ['agent', '您好', 71]], phone).verdict).toBe('fail')
  expect(assess([menu, queue, ['agent', '您好', 80]], phone).verdict).toBe('pass')
  expect(assess([menu, queue, ['agent', '您好', 81]], phone).verdict).toBe('fail')
  // An agent who speaks before the menu ends has made nobody wait.
  expect(assess([menu, ['agent', '您好', 38]], phone)).toMatchObject({
    verdict: 'pass',
    measure: { value: 0 },
  })
})

test('a caller who hangs up in the queue got no answer', () => {
  const found = assess(
    [
      ['system', '排队中', 0, { event: 'queue_notice' }],
      ['system', '客户挂机', 20, { event: 'hang_up_customer' }],
    ],
    { channel: 'phone', asOf: '2026-06-16T10:00:25+08:00' },
  )
  expect(found).toMatchObject({ verdict: 'fail', evidence: [{ turn: 1, quote: null }] })
})

test('e-mail waits in office hours over a night and a week-end', () => {
  // Fri 17:00–18:00 is 1 h, Mon 09:00–10:00 is 1 h
  const [friday, monday] = ['2026-06-12T17:00:00+08:00', '2026-06-15T10:00:00']
  const calendar = { calendar: OFFICE }
  expect(between(friday, `${monday}.000+08:00`, calendar)).toMatchObject({
    verdict: 'pass',
    measure: { value: 2 * HOUR * 1000 },
  })
  expect(between(friday, `${monday}.001+08:00`, calendar).verdict).toBe('fail')
  expect(between(friday, `${monday}.000+08:00`, { ...calendar, params: { clock: 'wall' } }).verdict).toBe(
    'fail',
  )
})

test('holidays do not count and make-up days do', () => {
  // Thu 17:00–18:00 is 1 h, Fri 19 June is closed, Sat 20 June works from 09:00: 10:00 is 2 h
  const calendar = { ...OFFICE, holidays: ['2026-06-19'], workdays: ['2026-06-20'] }
  const thursday = '2026-06-18T17:00:00+08:00'
  expect(between(thursday, '2026-06-20T10:00:00.000+08:00', { calendar }).verdict).toBe('pass')
  expect(between(thursday, '2026-06-20T10:00:00.001+08:00', { calendar }).verdict).toBe('fail')
})

test('the clocks going forward over a week-end change no office hours', () => {
  // Fri 17:00 (-05:00) to Mon 10:00 (-04:00) in New York: 1 h + 1 h
  const calendar = { timezone: 'America/New_York', weekly: { 'mon-fri': '09:00-18:00' } }
  const friday = '2026-03-06T17:00:00-05:00'
  expect(between(friday, '2026-03-09T10:00:00.000-04:00', { calendar }).verdict).toBe('pass')
  expect(between(friday, '2026-03-09T10:00:00.001-04:00', { calendar }).verdict).toBe('fail')
})

test('chat may be counted in office hours', () => {
  // 17:59:30–18:00 is 30 s, 09:00–09:00:30 is 30 s
  const setting = { channel: 'chat', calendar: OFFICE, params: { clock: 'business' } }
  const evening = '2026-06-16T17:59:30+08:00'
  expect(between(evening, '2026-06-17T09:00:30.000+08:00', setting).verdict).toBe('pass')
  expect(between(evening, '2026-06-17T09:00:30.001+08:00', setting).verdict).toBe('fail')
})

test('an e-mail nobody answered is due two office hours later', () => {
  // Fri 17:00 + 2 h of office time is Mon 10:00
  const asked: Line[] = [['customer', '?', 0, { at: '2026-06-12T17:00:00+08:00' }]]
  const asOf = (time: string) =>
    assess(asked, { channel: 'email', calendar: OFFICE, asOf: `2026-06-15T${time}+08:00` })
  expect(asOf('10:00:00.000')).toMatchObject({ verdict: 'unscored', reason: 'not_yet_due' })
  expect(asOf('10:00:00.001').verdict).toBe('fail')
})

test('outside office hours an automatic acknowledgement is due', () => {
  const [night, morning] = ['2026-06-16T20:00:00+08:00', '2026-06-17T09:30:00+08:00']
  const calendar = { calendar: OFFICE }
  const acknowledged: Line = ['bot', 'We reply at nine', 0, { at: '2026-06-16T20:00:05+08:00' }]
  // 13.5 h by the wall, 30 min of office time
  expect(between(night, morning, calendar)).toMatchObject({
    verdict: 'fail',
    measure: { value: 0.5 * HOUR * 1000 },
    evidence: [{ turn: 1, start: null, end: null, quote: null }],
  })
  expect(between(night, morning, calendar, [acknowledged]).verdict).toBe('pass')
  expect(between(night, morning, { ...calendar, params: { acknowledgement: false } }).verdict).toBe('pass')
  expect(between(night, morning, { ...calendar, channel: 'message' }).verdict).toBe('fail')
})

test('no acknowledgement is due in office hours, or where a person is as quick as then', () => {
  const calendar = { calendar: OFFICE }
  expect(between('2026-06-16T17:59:59+08:00', '2026-06-17T09:30:00+08:00', calendar).verdict).toBe('pass')
  // 20:00 + 2 h by the wall
  const night = '2026-06-16T20:00:00+08:00'
  expect(between(night, '2026-06-16T22:00:00.000+08:00', calendar).verdict).toBe('pass')
  expect(between(night, '2026-06-16T22:00:00.001+08:00', calendar).verdict).toBe('fail')
})

test('an automatic reply that counts as the first is the acknowledgement too', () => {
  const bot: Line = ['bot', 'We reply at nine', 0, { at: '2026-06-16T23:00:00+08:00' }]
  const setting = { calendar: OFFICE, params: { countBot: true } }
  expect(between('2026-06-16T20:00:00+08:00', '2026-06-17T09:30:00+08:00', setting, [bot]).verdict).toBe(
    'pass',
  )
})

test('the rationale is in the scorecard’s language', () => {
  expect(answeredAfter(45, { language: 'zh-CN' }).rationale).toBe('首次响应用时 45 s，不超过 1 min')
})
