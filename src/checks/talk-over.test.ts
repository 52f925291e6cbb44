import { expect, test } from 'vitest'
import { talkOver } from './talk-over.ts'
import {
  type AssessOptions,
  assessWith,
  conversationOf,
  type Line,
  onCall,
} from './testing/conversation-of.ts'

const assess = (lines: Line[], params: object = {}, options: AssessOptions = {}) =>
  assessWith(talkOver, params, conversationOf(lines, { channel: 'phone' }), options)

/** The customer speaks for 10 s; the agent breaks in so many seconds before the end. */
const cutShort = (overlap: number, text = '这个不行的', start = 0): Line[] => [
  onCall('customer', '我想问一下这个能不能退', start, start + 10),
  onCall('agent', text, start + 10 - overlap, start + 20),
]
const overBy = (overlap: number, params: object = {}) =>
  assess(cutShort(overlap), { atMost: 0, ...params }).verdict

test('500 ms of overlap are let pass, 501 are not', () => {
  expect(overBy(0.5)).toBe('pass')
  expect(overBy(0.501)).toBe('fail')
})

test('how much overlap counts is a parameter', () => {
  expect(overBy(1, { overlap: '1s' })).toBe('pass')
  expect(overBy(1.001, { overlap: '1s' })).toBe('fail')
})

test('once is let pass, twice is not, and each place is quoted', () => {
  const once = cutShort(2)
  const twice = [...once, ...cutShort(3, '您听我说', 30)]
  expect(assess(once)).toMatchObject({ verdict: 'pass', evidence: [], measure: { value: 1, unit: 'count' } })
  expect(assess(twice)).toEqual({
    verdict: 'fail',
    score: 0,
    reason: null,
    rationale: 'talked over the customer 2 times, more than 1',
    evidence: [
      { turn: 2, start: 0, end: 5, quote: '这个不行的' },
      { turn: 4, start: 0, end: 4, quote: '您听我说' },
    ],
    measure: { value: 2, unit: 'count' },
  })
  expect(assess(twice, { atMost: 2 }).verdict).toBe('pass')
})

test('at most three places are quoted, each of at most 120 characters', () => {
  const often = [0, 30, 60, 90].flatMap((start) => cutShort(2, '不行'.repeat(100), start))
  const { evidence, measure } = assess(often)
  expect(measure).toEqual({ value: 4, unit: 'count' })
  expect(evidence.map(({ turn, quote }) => [turn, quote?.length])).toEqual([
    [2, 120],
    [4, 120],
    [6, 120],
  ])
})

test.each([
  '嗯',
  '嗯嗯。',
  '对对对对对',
  '好的，好的',
  '是的是的，明白',
  '對，明白',
  '嗯…',
  'Uh-huh',
  'Mm-hmm.',
  'Mhm',
  'Hmm',
  'Okay, right',
  'I see, yes',
])('"%s" while the customer speaks is listening', (text) => {
  expect(assess(cutShort(2, text), { atMost: 0 })).toMatchObject({ verdict: 'pass', measure: { value: 0 } })
})

test.each(['好的，但是不行', '是这样的', 'Right, but no', 'okay so listen', '嗯，请您先等一下'])(
  '"%s" is more than listening',
  (text) => expect(assess(cutShort(2, text), { atMost: 0 }).verdict).toBe('fail'),
)

test('a long row of hums is decided at once', () => {
  expect(assess(cutShort(2, `${'mmhm'.repeat(20_000)}x`), { atMost: 0 }).verdict).toBe('fail')
})

test('a customer who breaks in on the agent is not talked over', () => {
  expect(
    assess(
      [
        onCall('agent', '您的订单已经发出了', 0, 10),
        onCall('customer', '等一下', 5, 7),
        onCall('agent', '您说', 7, 8),
      ],
      { atMost: 0 },
    ).verdict,
  ).toBe('pass')
})

test('the bot and internal notes talk over nobody', () => {
  const broken = (role: string, more: object) =>
    assess(
      [
        onCall('customer', '我想问一下', 0, 10),
        onCall(role, '请按1', 5, 8, more),
        onCall('agent', '您好', 11, 12),
      ],
      { atMost: 0 },
    ).measure?.value
  expect(broken('bot', {})).toBe(0)
  expect(broken('agent', { visibility: 'internal' })).toBe(0)
  expect(broken('agent', {})).toBe(1)
})

test('other channels and one-sided calls are not assessed', () => {
  expect(assessWith(talkOver, {}, conversationOf(cutShort(2), { channel: 'chat' })).verdict).toBe(
    'not_applicable',
  )
  expect(assess([onCall('agent', '您好', 0, 1)]).verdict).toBe('not_applicable')
  expect(assess([onCall('customer', '喂', 0, 1)]).verdict).toBe('not_applicable')
})

test.each([
  ['no times', undefined],
  ['no end times', 0],
])('with %s overlaps cannot be seen', (_, seconds) => {
  const found = assess([
    ['customer', '喂', seconds],
    ['agent', '您好', seconds],
  ])
  expect(found).toMatchObject({ verdict: 'unscored', reason: 'missing_timestamps', measure: null })
})

test('a customer turn without an end is passed over', () => {
  const lines: Line[] = [...cutShort(2), ['customer', '那怎么办', 30], ['agent', '这样', 30]]
  expect(assess(lines)).toMatchObject({ verdict: 'pass', measure: { value: 1 } })
})

test('the rationale is in the scorecard’s language', () => {
  expect(assess(cutShort(2), {}, { language: 'zh-CN' }).rationale).toBe('抢话 1 次（≤ 1）')
})
