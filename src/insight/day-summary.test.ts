import { expect, test } from 'vitest'
import type { Finding, UnscoredReason } from '../domain/finding.ts'
import { scorecardOf } from '../domain/testing/scorecard-of.ts'
import { cardFacts } from './card-facts.ts'
import { makeDaySummary } from './day-summary.ts'
import { findingOf, gradeOf, marksOf, transcriptOf } from './testing/grade-of.ts'

const facts = cardFacts(
  scorecardOf({
    redLines: [{ id: 'fatal', by: 'check', check: 'banned_words', effect: 'zero' }],
    adjustments: [{ id: 'extra', by: 'judgment', asks: '?', points: 5 }],
  }),
)
const start = () => makeDaySummary(() => facts)
const talk = transcriptOf('Hello.', 'Wait.')
const FAIL = { verdict: 'fail', score: 0 } as const
const NO_JUDGE = { verdict: 'unscored', score: null, reason: 'no_judge' } as const

test('a mean says of how many, and a grade without a total is no zero', () => {
  const day = start()
  day.add(gradeOf({ total: 60 }), talk, 'graded', false)
  day.add(gradeOf({ total: 90 }), talk, 'kept', false)
  const open = { total: null, bounds: null, passed: null, totalReason: 'nothing_scored' } as const
  day.add(gradeOf(open), talk, 'graded', true)
  day.reject({ file: 'day.jsonl', line: 3, issues: [{ path: 'channel', message: 'missing' }] })
  day.duplicate()
  const { counts, totals, withoutTotal, outcomes } = day.result()
  expect(counts).toEqual({ graded: 2, kept: 1, askedAgain: 0, duplicates: 1, rejected: 1, otherContent: 1 })
  // (60 + 90) / 2
  expect([totals.n, totals.mean]).toEqual([2, 75])
  expect(withoutTotal).toEqual({ n: 1, nothingScored: 1 })
  expect(outcomes).toMatchObject({ passed: 2, failed: 0, undecided: 1 })
})

test('a fail rate counts only what was scored', () => {
  const day = start()
  for (const fields of [FAIL, {}, {}, { verdict: 'not_applicable', score: null } as const, NO_JUDGE])
    day.add(gradeOf({ findings: [findingOf('blame', fields)] }), talk, 'graded', false)
  const [blame] = day.result().criteria
  // 1 of 3 scored; of 5, one was not applicable and one unscored
  expect(blame).toMatchObject({ applicable: 4, passed: 2, failed: 1, notApplicable: 1, unscoredCount: 1 })
  expect(blame?.failRate?.share).toBeCloseTo(1 / 3)
  expect(day.result().notAssessed).toEqual([
    {
      reason: 'no_judge',
      askedAgain: false,
      findings: 1,
      criteria: [{ id: 'blame', title: null, count: 1 }],
    },
  ])
})

test('what failed for a cause that passes is asked again by a rerun, and told apart by reason', () => {
  const day = start()
  const open = (reason: UnscoredReason) => ({ verdict: 'unscored', score: null, reason }) as const
  for (const reason of ['reply_refused', 'reply_refused', 'judge_cannot_tell', 'budget_spent'] as const)
    day.add(gradeOf({ findings: [findingOf('blame', open(reason))] }), talk, 'graded', false)
  const { notAssessed } = day.result()
  expect(notAssessed.map(({ reason, askedAgain, findings }) => [reason, askedAgain, findings])).toEqual([
    ['reply_refused', true, 2],
    ['budget_spent', true, 1],
    ['judge_cannot_tell', false, 1],
  ])
})

test('a criterion is said to be decided by what decided it, and by what its form names where that differs', () => {
  const deciders = (...findings: Partial<Finding>[]) => {
    const day = start()
    for (const fields of findings)
      day.add(gradeOf({ findings: [findingOf('order', fields)] }), talk, 'graded', false)
    return day.result().criteria[0]?.by
  }
  const formNames = cardFacts(scorecardOf()).criteria.get('order')?.by
  expect(formNames).toBe('steps')
  expect(deciders({ by: 'judgment' }, { by: 'judgment', ...FAIL }, { by: 'person' })).toBe('judgment')
  expect(deciders({ by: 'judgment' }, { by: 'check', verdict: 'not_applicable', score: null })).toBe(
    'judgment',
  )
  expect(deciders({ by: 'judgment' }, { by: 'steps' })).toBe('steps')
  expect(deciders({ by: 'judgment', ...NO_JUDGE })).toBe('steps')
})

test('the flip rate is the mean share of votes that said otherwise, of the findings with votes', () => {
  const day = start()
  for (const votes of [{ cast: 3, agreeing: 2 }, { cast: 5, agreeing: 5 }, undefined])
    day.add(gradeOf({ findings: [findingOf('blame', votes && { votes })] }), talk, 'graded', false)
  const [blame] = day.result().criteria
  expect(blame?.flipRate.n).toBe(2)
  // (1/3 + 0) / 2
  expect(blame?.flipRate.mean).toBeCloseTo(1 / 6)
})

test('a bonus that was not earned is no failed finding', () => {
  const day = start()
  day.add(gradeOf({ findings: [findingOf('extra', FAIL)] }), talk, 'graded', false)
  const { criteria, agents } = day.result()
  expect(criteria[0]).toMatchObject({ bonus: true, examples: [] })
  expect(agents[0]?.failed).toBe(0)
})

test('a red line is listed up to fifty times, and what it would make of the mean stands beside it', () => {
  const day = start()
  const redLines = [{ criterion: 'fatal', effect: 'zero', section: null, state: 'provisional' } as const]
  for (let n = 0; n < 52; n++)
    day.add(
      gradeOf({ transcriptId: `t${n}`, redLines, totalIfConfirmed: 0, findings: [findingOf('fatal', FAIL)] }),
      talk,
      'graded',
      false,
    )
  const { redLines: lines, ifConfirmed, outcomes, agents } = day.result()
  expect(lines[0]).toMatchObject({ found: 52, more: 2 })
  expect(lines[0]?.conversations).toHaveLength(50)
  expect(ifConfirmed).toEqual({ n: 52, mean: 0 })
  expect(outcomes.passedWithRedLine).toBe(52)
  expect(agents[0]).toMatchObject({ failed: 0, redLines: 52, tooFew: false })
})

test('an agent’s share of solved needs is of the conversations with marks', () => {
  const day = start()
  const answers = ['yes', 'yes', 'no', 'unclear', null] as const
  for (const answer of answers)
    day.add(gradeOf({ marks: answer === null ? null : marksOf(answer) }), talk, 'graded', false)
  expect(day.result().agents[0]?.needSolved).toEqual({ yes: 2, n: 4, tooFew: true })
  for (let n = 0; n < 6; n++) day.add(gradeOf({ marks: marksOf('yes') }), talk, 'graded', false)
  expect(day.result().agents[0]?.needSolved).toEqual({ yes: 8, n: 10, tooFew: false })
})

test('the twenty most telling examples are kept, whatever order they come in', () => {
  const ids = Array.from({ length: 30 }, (_, n) => `t${String(n).padStart(2, '0')}`)
  const kept = (order: string[]) => {
    const day = start()
    for (const transcriptId of order)
      day.add(gradeOf({ transcriptId, findings: [findingOf('speed', FAIL)] }), talk, 'graded', false)
    return day.result().criteria[0]?.examples.map((one) => one.transcriptId)
  }
  expect(kept(ids)).toEqual(ids.slice(0, 20))
  expect(kept(ids.toReversed())).toEqual(ids.slice(0, 20))
})

test('the slowest first responses come first', () => {
  const day = start()
  for (const [transcriptId, value] of [
    ['a', 5000],
    ['b', 90_000],
  ] as const)
    day.add(
      gradeOf({ transcriptId, findings: [findingOf('speed', { measure: { value, unit: 'ms' } })] }),
      talk,
      'graded',
      false,
    )
  expect(day.result().slowest.map((one) => [one.transcriptId, one.waitMs])).toEqual([
    ['b', 90_000],
    ['a', 5000],
  ])
})

test('the first ten rejected records are named, the rest counted', () => {
  const day = makeDaySummary(() => null)
  for (let line = 1; line <= 12; line += 1)
    day.reject({ file: 'day.jsonl', line, issues: [{ path: 'id', message: 'missing' }] })
  const { counts, rejected } = day.result()
  expect(counts.rejected).toBe(12)
  expect(rejected).toHaveLength(10)
  expect(rejected[0]).toEqual({ file: 'day.jsonl', line: 1, path: 'id', message: 'missing' })
})
