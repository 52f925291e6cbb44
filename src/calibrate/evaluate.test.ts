import { expect, test } from 'vitest'
import type { EvalSet, LabelledConversation, LabelVerdict } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { CriterionReport, EvalReport } from './eval-report.ts'
import { evaluate } from './evaluate.ts'

const SHORT: Record<string, LabelVerdict> = { p: 'pass', f: 'fail', n: 'not_applicable' }

interface Case {
  /** What each rater says, one letter a rater: p, f, n, or - for not labelled. */
  raters: string
  /** What the judge says; u for unscored, x where its form lacks the criterion. */
  judge: string
  language?: Transcript['language']
  channel?: Transcript['channel']
  confidence?: number
}

function finding(criterion: string, letter: string, confidence: number | null): Finding {
  const verdict = SHORT[letter] ?? 'unscored'
  return findingOf({
    criterion,
    verdict,
    reason: verdict === 'unscored' ? 'judge_not_able' : null,
    rationale: 'why the judge thinks so',
    evidence: [{ turn: 2, start: 0, end: 2, quote: '在的' }],
    confidence: { raw: confidence, calibrated: null },
  })
}

/** A set and findings on its one criterion, `tone`. */
function evaluated(cases: readonly Case[], options: { criteria?: string[]; seed?: number } = {}): EvalReport {
  const conversations = cases.map(
    ({ raters, language = 'zh-CN', channel = 'chat' }, at): LabelledConversation => {
      const turns: Transcript['turns'] = [
        { id: 1, role: 'customer', text: '在吗' },
        { id: 2, role: 'agent', text: '在的' },
      ]
      const labels = Array.from(raters).flatMap((letter, rater) => {
        const verdict = SHORT[letter]
        const label = { turns: [2], confidence: null, note: `note ${rater}` }
        return verdict === undefined ? [] : [[`r${rater}`, { verdict, ...label }] as const]
      })
      return {
        transcript: { id: `c${at}`, channel, language, turns },
        group: `c${at}`,
        labels: labels.length === 0 ? {} : { tone: Object.fromEntries(labels) },
        acts: null,
      }
    },
  )
  const set: EvalSet = {
    name: 'set',
    title: null,
    labelledBy: 'people',
    purpose: 'measure',
    test: 'none',
    scorecards: [],
    raters: Array.from(cases[0]?.raters ?? '', (_, rater) => `r${rater}`),
    conversations,
  }
  const findings = new Map(
    cases.map(({ judge, confidence }, at) => [
      `c${at}`,
      judge === 'x' ? [] : [finding('tone', judge, confidence ?? null)],
    ]),
  )
  return evaluate(set, findings, { judge: { judge: 'test', model: null }, ...options })
}

function tone(report: EvalReport): CriterionReport {
  const [only] = report.criteria
  if (only === undefined) throw new Error('no criterion')
  return only
}

function times(n: number, one: Case): Case[] {
  return Array.from({ length: n }, () => one)
}

const twentyFour = [
  ...times(10, { raters: 'p', judge: 'p' }),
  ...times(4, { raters: 'p', judge: 'f' }),
  ...times(2, { raters: 'f', judge: 'p' }),
  ...times(8, { raters: 'f', judge: 'f' }),
]

test('agreement, κ, fails found and the majority guess come from the same table', () => {
  const report = tone(evaluated(twentyFour))
  expect(report.table).toEqual([
    [10, 4, 0],
    [2, 8, 0],
    [0, 0, 0],
  ])
  expect(report.agreement).toMatchObject({ value: 18 / 24, n: 24 })
  // Chance: 14/24 · 12/24 + 10/24 · 12/24 = 1/2. κ = (3/4 − 1/2) / (1/2).
  expect(report.kappa.value).toBeCloseTo(0.5, 12)
  // The judge failed 12, people 10, both 8.
  expect(report.fails.precision.value).toBeCloseTo(8 / 12, 12)
  expect(report.fails.recall.value).toBeCloseTo(8 / 10, 12)
  expect(report.fails.f1.value).toBeCloseTo(16 / 22, 12)
  expect(report.majorityGuess).toMatchObject({ verdict: 'pass', agreement: { value: 14 / 24 } })
})

test('a fail where the raters say not applicable is a false alarm, and is left out of the applicable ones', () => {
  const report = tone(evaluated([...twentyFour, ...times(4, { raters: 'n', judge: 'f' })]))
  expect(report.fails).toMatchObject({ tp: 8, fp: 8, fn: 2, tn: 10 })
  expect(report.failsWhereApplicable).toMatchObject({ tp: 8, fp: 4, fn: 2, tn: 10, leftOut: 4 })
})

test('what is unscored is counted by reason, not compared, and taken as wrong in a figure of its own', () => {
  const report = tone(
    evaluated([...twentyFour, ...times(3, { raters: 'f', judge: 'u' }), { raters: 'p', judge: 'x' }]),
  )
  expect(report.unscored).toEqual([
    { reason: 'judge_not_able', n: 3 },
    { reason: 'not_on_scorecard', n: 1 },
  ])
  expect([report.n, report.agreement.value]).toEqual([24, 18 / 24])
  expect(report.agreementUnscoredWrong).toMatchObject({ value: 18 / 28, n: 28 })
})

test('the reference is the raters’ majority; where there is none the conversation is left out and counted', () => {
  const report = tone(
    evaluated([
      { raters: 'ppf', judge: 'p' },
      { raters: 'pfn', judge: 'p' },
      { raters: 'f--', judge: 'f' },
      { raters: '---', judge: 'f' },
    ]),
  )
  expect([report.labelled, report.noMajority, report.n]).toEqual([3, 1, 2])
  expect(report.agreement.value).toBe(1)
})

test('the raters’ own agreement stands beside the judge’s, pair by pair', () => {
  const report = tone(
    evaluated([
      ...times(4, { raters: 'ppp', judge: 'p' }),
      ...times(4, { raters: 'fff', judge: 'f' }),
      { raters: 'ppf', judge: 'p' },
      { raters: 'ffp', judge: 'f' },
    ]),
  )
  // r0 and r1 never differ; r2 differs from each in 2 of 10, chance 1/2: κ = (8/10 − 1/2) / (1/2).
  expect(report.raters.pairs.map(({ raters, kappa }) => [raters.join(), kappa])).toEqual([
    ['r0,r1', 1],
    ['r0,r2', expect.closeTo(0.6, 12)],
    ['r1,r2', expect.closeTo(0.6, 12)],
  ])
  expect([report.raters.lowest, report.raters.highest]).toEqual([expect.closeTo(0.6, 12), 1])
})

test('one rater alone has no agreement to show', () => {
  expect(tone(evaluated(twentyFour)).raters).toMatchObject({
    pairs: [],
    lowest: null,
    highest: null,
    ceiling: { rater: null, judge: null },
  })
})

test('κ has a bootstrap interval that holds it and is the same for the same seed', () => {
  const [once, again, other] = [1, 1, 2].map((seed) => tone(evaluated(twentyFour, { seed })).kappa)
  const [low, high] = once?.interval ?? [1, 0]
  expect(low).toBeLessThan(0.5)
  expect(high).toBeGreaterThan(0.5)
  expect(again).toEqual(once)
  expect(other?.interval).not.toEqual(once?.interval)
})

test('a criterion in which nothing varies has no κ, says why, and is left out of the mean', () => {
  const report = evaluated(times(5, { raters: 'p', judge: 'p' }))
  const none = { value: null, n: 5, interval: null, reason: 'one_category', noInterval: null }
  expect(tone(report).kappa).toEqual(none)
  expect(tone(report).ac1.value).toBe(1)
  expect(report.macroKappa).toEqual({ value: null, criteria: 0, interval: null, leftOut: ['tone'] })
})

test('each language, channel and length has figures of its own, and few are marked', () => {
  const english = twentyFour.map((one) => ({ ...one, language: 'en' as const, channel: 'email' as const }))
  const report = evaluated([...twentyFour, ...times(6, { raters: 'f', judge: 'f' }), ...english])
  expect(report.slices.map(({ by, value, conversations }) => [by, value, conversations])).toEqual([
    ['language', 'zh-CN', 30],
    ['language', 'en', 24],
    ['channel', 'chat', 30],
    ['channel', 'email', 24],
    ['length', '1-10', 54],
  ])
  const [chinese, inEnglish] = report.slices
  expect(inEnglish?.criteria).toEqual([
    {
      criterion: 'tone',
      n: 24,
      agreement: 0.75,
      kappa: expect.closeTo(0.5, 12),
      failRecall: expect.objectContaining({ value: 0.8, n: 10 }),
      few: true,
    },
  ])
  expect(inEnglish?.macroKappa.value).toBeCloseTo(0.5, 12)
  expect(chinese?.criteria[0]).toMatchObject({ n: 30, few: false })
})

test('every disagreement shows what both sides rest on, the surest of the judge first', () => {
  const report = evaluated([
    { raters: 'pp', judge: 'f', confidence: 0.6 },
    { raters: 'pp', judge: 'p', confidence: 0.9 },
    { raters: 'nn', judge: 'f', confidence: 0.8 },
    { raters: 'ff', judge: 'u' },
  ])
  const { disagreements } = tone(report)
  expect(disagreements.map(({ transcriptId }) => transcriptId)).toEqual(['c2', 'c0'])
  expect(disagreements[0]).toMatchObject({
    reference: 'not_applicable',
    judge: {
      verdict: 'fail',
      rationale: 'why the judge thinks so',
      evidence: [{ turn: 2, quote: '在的' }],
      confidence: 0.8,
    },
  })
  expect(disagreements[0]?.raters[1]).toEqual({
    rater: 'r1',
    verdict: 'not_applicable',
    turns: [{ turn: 2, role: 'agent', text: '在的' }],
    note: 'note 1',
  })
})

test('a labelled criterion that no finding answers is named, not compared', () => {
  const report = evaluated(times(3, { raters: 'p', judge: 'x' }))
  expect([report.criteria, report.unknownCriteria]).toEqual([[], ['tone']])
})
