import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '../domain/finding.ts'
import { placedCriteria, Scorecard } from '../domain/scorecard.ts'
import { makeWeigh } from './make-weigh.ts'

type Answer = number | 'not_applicable' | 'unscored'

function finding(criterion: string, answer: Answer): Finding {
  const scored = typeof answer === 'number'
  return {
    criterion,
    verdict: scored ? (answer >= 0.5 ? 'pass' : 'fail') : answer,
    score: scored ? answer : null,
    reason: answer === 'unscored' ? 'no_judge' : null,
    rationale: '',
    evidence: [],
    measure: null,
    agentId: null,
    confidence: { raw: null, calibrated: null },
    by: 'check',
    standing: 'auto',
  }
}

const title = { 'zh-CN': '表', en: 'form' }
const check = { by: 'check' as const, check: 'any' }

function card(extra: Partial<Record<keyof Scorecard, unknown>> = {}): Scorecard {
  return Scorecard.parse({
    id: 'form',
    version: 1,
    title,
    language: 'en',
    method: 'weighted',
    passMark: 80,
    sections: [
      {
        id: 'one',
        title,
        weight: 60,
        criteria: [
          { id: 'a', ...check, weight: 2 },
          { id: 'b', ...check, weight: 1 },
        ],
      },
      { id: 'two', title, weight: 40, criteria: [{ id: 'c', ...check, weight: 5 }] },
    ],
    ...extra,
  })
}

function score(scorecard: Scorecard, answers: Record<string, Answer>, states?: Map<string, 'confirmed'>) {
  return makeWeigh(scorecard)(
    Object.entries(answers).map(([id, answer]) => finding(id, answer)),
    states,
  )
}

test('a weighted total is the weighted mean of the sections', () => {
  // one: (2·1 + 1·0)/3 = 2/3 of 60 → 40; two: 1 of 40 → 40
  const { total, coverage, passed, sections } = score(card(), { a: 1, b: 0, c: 1 })
  expect(total).toBeCloseTo(80, 9)
  expect(coverage).toBeCloseTo(1, 9)
  expect(passed).toBe(true)
  expect(sections[0]).toMatchObject({ score: 2 / 3 })
})

test('what does not apply leaves the sums, and a section with nothing left leaves the total', () => {
  // one: 2/2 → the whole 100, because section two has nothing that applies
  expect(score(card(), { a: 1, b: 'not_applicable', c: 'not_applicable' })).toMatchObject({
    total: 100,
    coverage: 1,
  })
})

test('an unscored criterion lowers the coverage and widens the bounds', () => {
  // total over scored: section one 1 → 100. Low: 60·2/3 = 40, high: 100. Coverage: .6·2/3 = .4
  const result = score(card(), { a: 1, b: 'unscored', c: 'unscored' })
  expect(result.total).toBeCloseTo(100, 9)
  expect(result.bounds?.[0]).toBeCloseTo(40, 9)
  expect(result.bounds?.[1]).toBeCloseTo(100, 9)
  expect(result.coverage).toBeCloseTo(0.4, 9)
  expect(result.passed).toBeNull()
})

test('with nothing scored there is no total, and it says why', () => {
  const result = score(card(), { a: 'unscored', b: 'unscored', c: 'not_applicable' })
  expect(result).toMatchObject({ total: null, totalReason: 'nothing_scored', bounds: [0, 100], passed: null })
})

test('the deduction method starts at 100 and takes points off', () => {
  // 100 − 2·(1−0) − 5·(1−.6) = 96
  const result = score(card({ method: 'deduction' }), { a: 0, b: 1, c: 0.6 })
  expect(result.total).toBeCloseTo(96, 9)
  expect(result.contributions[0]).toMatchObject({ kind: 'base', points: 100 })
})

test('in the deduction method an unscored criterion is no silent pass', () => {
  // lost 0 so far; the unscored 5 points may still be lost: bounds 95–100, coverage 3/8
  const result = score(card({ method: 'deduction' }), { a: 1, b: 1, c: 'unscored' })
  expect(result).toMatchObject({ total: 100, bounds: [95, 100], coverage: 3 / 8 })
})

const adjustments = [
  { id: 'bonus', ...check, points: 5 },
  { id: 'minus', ...check, points: -3 },
]

test('bonus points come with a pass, minus points with a fail, and the sum stays within 100', () => {
  // 100 + 5 = 105 → 100
  const over = score(card({ adjustments }), { a: 1, b: 1, c: 1, bonus: 1, minus: 1 })
  expect(over.total).toBe(100)
  expect(over.contributions.at(-1)).toMatchObject({ kind: 'clamp', points: -5 })
  // 60·(1/3) + 40 − 3 = 57
  expect(score(card({ adjustments }), { a: 0, b: 1, c: 1, bonus: 0, minus: 0 }).total).toBeCloseTo(57, 9)
})

const redLines = [
  { id: 'fatal', ...check, effect: 'zero' },
  { id: 'partial', ...check, effect: 'zero_section', section: 'two' },
]

test('a found red line is provisional: the total stands, and what it would be is beside it', () => {
  const result = score(card({ redLines }), { a: 1, b: 1, c: 1, fatal: 0, partial: 1 })
  expect(result).toMatchObject({ total: 100, totalIfConfirmed: 0 })
  expect(result.redLines).toMatchObject([{ criterion: 'fatal', state: 'provisional' }])
})

test('a red line on a section voids that section only', () => {
  const result = score(card({ redLines }), { a: 1, b: 1, c: 1, fatal: 1, partial: 0 })
  expect(result.total).toBeCloseTo(100, 9)
  expect(result.totalIfConfirmed).toBeCloseTo(60, 9)
})

test('a confirmed red line makes the total 0, and the contributions say so', () => {
  const result = score(
    card({ redLines }),
    { a: 1, b: 1, c: 1, fatal: 0, partial: 1 },
    new Map([['fatal', 'confirmed']]),
  )
  expect(result).toMatchObject({ total: 0, bounds: [0, 0], passed: false, totalIfConfirmed: null })
  expect(result.contributions.at(-1)).toMatchObject({ kind: 'red_line', criterion: 'fatal' })
})

test('a criterion without a finding is a fault of the program', () => {
  expect(() => score(card(), { a: 1, b: 1 })).toThrow('criterion c of scorecard form has no finding')
})

const answer = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom<Answer>('not_applicable', 'unscored', 0, 1),
)
const someCard = fc
  .record({
    method: fc.constantFrom('weighted', 'deduction'),
    weights: fc.array(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 4,
    }),
    points: fc.array(fc.constantFrom(-10, -2, 3, 8), { maxLength: 3 }),
    effects: fc.array(fc.constantFrom('zero', 'zero_section'), { maxLength: 2 }),
  })
  .map(({ method, weights, points, effects }) =>
    card({
      method,
      sections: weights.map((criteria, s) => ({
        id: `s${s}`,
        title,
        weight: s + 1,
        criteria: criteria.map((weight, c) => ({ id: `s${s}c${c}`, ...check, weight })),
      })),
      adjustments: points.map((value, index) => ({ id: `adj${index}`, ...check, points: value })),
      redLines: effects.map((effect, index) => ({ id: `red${index}`, ...check, effect, section: 's0' })),
    }),
  )
const graded = someCard.chain((scorecard) => {
  const ids = placedCriteria(scorecard).map(({ criterion }) => criterion.id)
  return fc.record({
    scorecard: fc.constant(scorecard),
    answers: fc
      .tuple(...ids.map(() => answer))
      .map((answers) => answers.map((one, i) => finding(ids[i] ?? '', one))),
    confirmed: fc.boolean(),
  })
})
const seeded = { seed: 42, numRuns: 500 }

test('the contributions of every grade add up to its total', () => {
  fc.assert(
    fc.property(graded, ({ scorecard, answers, confirmed }) => {
      const states = new Map(confirmed ? [['red0', 'confirmed' as const]] : [])
      const { total, contributions } = makeWeigh(scorecard)(answers, states)
      if (total === null) return contributions.length === 0
      return Math.abs(contributions.reduce((sum, { points }) => sum + points, 0) - total) < 1e-9
    }),
    seeded,
  )
})

test('total and bounds lie in 0–100, the total within its bounds, the coverage in 0–1', () => {
  fc.assert(
    fc.property(graded, ({ scorecard, answers, confirmed }) => {
      const states = new Map(confirmed ? [['red0', 'confirmed' as const]] : [])
      const { total, bounds, coverage } = makeWeigh(scorecard)(answers, states)
      expect(coverage).toBeGreaterThanOrEqual(0)
      expect(coverage).toBeLessThanOrEqual(1)
      if (total === null) return
      const [low, high] = bounds ?? [Number.NaN, Number.NaN]
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(100)
      expect(total).toBeGreaterThanOrEqual(low - 1e-9)
      expect(total).toBeLessThanOrEqual(high + 1e-9)
    }),
    seeded,
  )
})

test('the order of findings never changes the total', () => {
  fc.assert(
    fc.property(graded, ({ scorecard, answers }) => {
      const weigh = makeWeigh(scorecard)
      expect(weigh(answers.toReversed()).total).toBe(weigh(answers).total)
    }),
    seeded,
  )
})

test('provisional red lines leave the total alone', () => {
  fc.assert(
    fc.property(graded, ({ scorecard, answers }) => {
      const without = makeWeigh({ ...scorecard, redLines: [] })
      expect(makeWeigh(scorecard)(answers).total).toBe(without(answers).total)
    }),
    seeded,
  )
})
