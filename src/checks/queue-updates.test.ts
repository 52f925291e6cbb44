import { expect, test } from 'vitest'
import { queueUpdates } from './queue-updates.ts'
import { type AssessOptions, assessWith, conversationOf, type Line } from './testing/conversation-of.ts'

const NOTICE = { event: 'queue_notice' }
const shanghai = (second: number) => `2026-06-16T10:00:${String(second).padStart(2, '0')}+08:00`
const onPhone = (lines: Line[], params: object = {}, options: AssessOptions = {}) =>
  assessWith(queueUpdates, params, conversationOf(lines, { channel: 'phone' }), options)
const queued = (channel: string, answeredAfter: number, params: object = {}) =>
  assessWith(
    queueUpdates,
    params,
    conversationOf(
      [
        ['system', '您前面还有3位', 0, NOTICE],
        ['agent', '您好', answeredAfter],
      ],
      { channel },
    ),
  ).verdict

test.each([
  ['phone', 15],
  ['chat', 60],
  ['social', 60],
  ['message', 60],
  ['email', 60],
])('on %s news is due every %i s', (channel, seconds) => {
  expect(queued(channel, seconds)).toBe('pass')
  expect(queued(channel, seconds + 0.001)).toBe('fail')
})

test('how often is a parameter', () => {
  expect(queued('phone', 30, { every: '30s' })).toBe('pass')
  expect(queued('phone', 30.001, { every: '30s' })).toBe('fail')
})

test('the longest silence counts, and points at the news it followed', () => {
  // 0 → 15 → 31 → 40: silences of 15, 16 and 9 s
  const found = onPhone([
    ['bot', 'You are third in line', 0, NOTICE],
    ['bot', 'You are second in line', 15],
    ['bot', 'You are next', 31],
    ['agent', 'Good morning', 40],
  ])
  expect(found).toEqual({
    verdict: 'fail',
    score: 0,
    reason: null,
    rationale: 'waited 16 s in the queue without news (due every 15 s)',
    evidence: [{ turn: 2, start: null, end: null, quote: null }],
    measure: { value: 16_000, unit: 'ms' },
  })
})

test('silence begins where an announcement ends, the first one too', () => {
  // Spoken until 10:00:05, answered at :20 → 15 s
  const until = { endAt: shanghai(5) }
  const answered = (seconds: number) =>
    onPhone([
      ['system', '您前面还有3位', 0, { ...NOTICE, ...until }],
      ['agent', '您好', seconds],
    ])
  expect(answered(20)).toMatchObject({ verdict: 'pass', measure: { value: 15_000, unit: 'ms' } })
  expect(answered(20.001).verdict).toBe('fail')
})

test('what the caller says, an internal note and a filed ticket are no news', () => {
  const between = (line: Line) =>
    onPhone([['system', '排队中', 0, NOTICE], line, ['agent', '您好', 16]]).verdict
  expect(between(['customer', '喂？', 10])).toBe('fail')
  expect(between(['system', '客户正在排队', 10, { visibility: 'internal' }])).toBe('fail')
  expect(between(['system', '工单已创建', 10, { event: 'ticket_created' }])).toBe('fail')
  expect(between(['bot', '请继续等待', 10])).toBe('pass')
  expect(between(['system', '您前面还有1位', 10, NOTICE])).toBe('pass')
})

test('a caller who gives up waited until then and no longer', () => {
  const leftAfter = (seconds: number) =>
    onPhone([
      ['system', '排队中', 0, NOTICE],
      ['system', '客户挂机', seconds, { event: 'hang_up_customer' }],
      ['system', '工单已创建', 300, { event: 'ticket_created' }],
      ['bot', '稍后回访', 600],
    ])
  expect(leftAfter(15)).toMatchObject({ verdict: 'pass', measure: { value: 15_000 } })
  expect(leftAfter(16)).toMatchObject({ verdict: 'fail', measure: { value: 16_000 } })
})

test('silence after an agent answered is no queue', () => {
  expect(
    onPhone([
      ['system', '排队中', 0, NOTICE],
      ['agent', '您好', 10],
      ['agent', '查好了', 100],
    ]),
  ).toMatchObject({ verdict: 'pass', measure: { value: 10_000 } })
})

test('a second queue after a transfer is one more wait', () => {
  const transferred = (seconds: number) =>
    onPhone([
      ['agent', '我给您转到售后', 0],
      ['system', '排队中', 20, NOTICE],
      ['agent', '售后您好', seconds],
    ])
  expect(transferred(35)).toMatchObject({ verdict: 'pass', measure: { value: 15_000 } })
  expect(transferred(36)).toMatchObject({ verdict: 'fail', evidence: [{ turn: 2 }] })
})

test('who never stood in a queue waited for no news', () => {
  expect(onPhone([['agent', '您好', 0]]).verdict).toBe('not_applicable')
  expect(onPhone([['customer', '在吗', 0]]).verdict).toBe('not_applicable')
})

test('a queue without times is unscored', () => {
  expect(
    onPhone([
      ['system', '排队中', undefined, NOTICE],
      ['agent', '您好'],
    ]),
  ).toMatchObject({ verdict: 'unscored', score: null, reason: 'missing_timestamps', evidence: [] })
})

test('the rationale is in the scorecard’s language', () => {
  const lines: Line[] = [
    ['system', '排队中', 0, NOTICE],
    ['agent', '您好', 12],
  ]
  expect(onPhone(lines, {}, { language: 'zh-CN' }).rationale).toBe('排队中最长 12 s 无播报（≤ 15 s）')
})
