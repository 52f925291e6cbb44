import { expect, test } from 'vitest'
import type { Scorecard } from '../domain/scorecard.ts'
import { makeWeigh } from './make-weigh.ts'
import { type Answer, check, findingOf, findingsOf, form } from './testing/forms.ts'
import { weigh } from './weigh.ts'

const score = (scorecard: Scorecard, answers: Record<string, Answer>) => weigh(scorecard, findingsOf(answers))

test('a weighted total is the weighted mean of the sections', () => {
  // one: (2·1 + 1·0)/3 = 2/3 of 60 → 40; two: 1 of 40 → 40; 40 + 40 = 80
  const { total, bounds, coverage, passed, sections } = score(form(), { a: 1, b: 0, c: 1 })
  expect(total).toBeCloseTo(80, 9)
  expect(bounds).toEqual([total, total])
  expect(coverage).toBe(1)
  expect(passed).toBe(true)
  expect(sections[0]).toMatchObject({ id: 'one', score: 2 / 3 })
  expect(sections[0]?.points).toBeCloseTo(40, 9)
})

test('every criterion contributes its share of the section’s share', () => {
  // a: 60·2/3·.5 = 20 of 40; b: 60·1/3·1 = 20 of 20; c: 40·.25 = 10 of 40; 20 + 20 + 10 = 50
  const { contributions, total } = score(form(), { a: 0.5, b: 1, c: 0.25 })
  expect(contributions.map(({ criterion, points, outOf }) => [criterion, points, outOf])).toEqual([
    ['a', 20, 40],
    ['b', 20, 20],
    ['c', 10, 40],
  ])
  expect(total).toBeCloseTo(50, 9)
})

test('what does not apply leaves the sums, and a section with nothing left leaves the total', () => {
  // one: 2/2 → the whole 100, because section two has nothing that applies
  const result = score(form(), { a: 1, b: 'not_applicable', c: 'not_applicable' })
  expect(result).toMatchObject({ total: 100, bounds: [100, 100], coverage: 1 })
  expect(result.sections[1]).toEqual({ id: 'two', score: null, points: null })
})

test('an unscored criterion lowers the coverage and widens the bounds', () => {
  // scored: a alone → 100. Low: 60·2/3 = 40; high: 100. Coverage: .6·2/3 = .4
  const result = score(form(), { a: 1, b: 'unscored', c: 'unscored' })
  expect(result.total).toBe(100)
  expect(result.bounds?.[0]).toBeCloseTo(40, 9)
  expect(result.bounds?.[1]).toBeCloseTo(100, 9)
  expect(result.coverage).toBeCloseTo(0.4, 9)
  expect(result.passed).toBeNull()
})

test('the bounds decide a pass or a fail even where something is unscored', () => {
  // low 60 + 40·0 = 60; high 100
  const answers: Record<string, Answer> = { a: 1, b: 1, c: 'unscored' }
  expect(score(form({ passMark: 60 }), answers).passed).toBe(true)
  expect(score(form({ passMark: 61 }), answers).passed).toBeNull()
  // a 0, b 0: low 0, high 40
  expect(score(form({ passMark: 41 }), { a: 0, b: 0, c: 'unscored' }).passed).toBe(false)
})

test('a total on the pass mark passes, whatever the last bits of the sum are', () => {
  // every s = .6 → 60, but in binary (1·.6 + 6·.6)/7 comes to 59.99999999999999
  const [one, two] = form().sections
  const criteria = [
    { id: 'a', ...check, weight: 1 },
    { id: 'b', ...check, weight: 6 },
  ]
  const scorecard = form({ passMark: 60, sections: [{ ...one, criteria }, two] })
  const { total, passed } = score(scorecard, { a: 0.6, b: 0.6, c: 0.6 })
  expect(total).toBeLessThan(60)
  expect(passed).toBe(true)
})

test('the last bits of the bounds never put the total outside them', () => {
  // a is a hair below 1: total and high agree to 13 digits, and are added up in different orders
  const [one, two] = form().sections
  for (let weight = 0.1; weight < 4; weight += 0.1) {
    const criteria = [
      { id: 'a', ...check, weight: 2 },
      { id: 'b', ...check, weight },
    ]
    const scorecard = form({
      sections: [
        { ...one, weight: 13, criteria },
        { ...two, weight: 1 },
      ],
    })
    const { total, bounds } = score(scorecard, { a: 1 - 1e-15, b: 'unscored', c: 'unscored' })
    expect(total).toBeLessThanOrEqual(bounds?.[1] ?? 0)
  }
})

test('with nothing scored there is no total, and it says why', () => {
  const answers: Record<string, Answer> = { a: 'unscored', b: 'unscored', c: 'not_applicable' }
  const nothing = { total: null, totalReason: 'nothing_scored', contributions: [], passed: null, coverage: 0 }
  expect(score(form(), answers)).toMatchObject({ ...nothing, bounds: [0, 100] })
  // 2 + 1 points may be lost: 97–100
  expect(score(form({ method: 'deduction' }), answers)).toMatchObject({ ...nothing, bounds: [97, 100] })
})

test.each(['weighted', 'deduction'])('with nothing applicable there are no bounds either: %s', (method) => {
  const answers: Record<string, Answer> = { a: 'not_applicable', b: 'not_applicable', c: 'not_applicable' }
  expect(score(form({ method }), answers)).toMatchObject({
    total: null,
    totalReason: 'nothing_scored',
    bounds: null,
    coverage: 0,
    passed: null,
  })
})

test.each(['weighted', 'deduction'])('what a judge that is off says is not counted: %s', (method) => {
  const scorecard = form({ method })
  const off = weigh(scorecard, [findingOf('a', 1), findingOf('b', 0, 'off'), findingOf('c', 0.5)])
  expect(off).toEqual(score(scorecard, { a: 1, b: 'not_applicable', c: 0.5 }))
})

test('the deduction method starts at 100 and takes points off', () => {
  // 100 − 2·(1−0) − 1·(1−1) − 5·(1−.6) = 96
  const { total, contributions, sections } = score(form({ method: 'deduction' }), { a: 0, b: 1, c: 0.6 })
  expect(total).toBeCloseTo(96, 9)
  expect(contributions.map(({ kind, points, outOf }) => [kind, points, outOf])).toEqual([
    ['base', 100, 100],
    ['criterion', -2, 0],
    ['criterion', 0, 0],
    ['criterion', -2, 0],
  ])
  // one: 1 − 2/3
  expect(sections[0]?.score).toBeCloseTo(1 / 3, 9)
  expect(sections[0]?.points).toBe(-2)
})

test('in the deduction method an unscored criterion is no silent pass', () => {
  // lost 0 so far; the unscored 5 points may still be lost: bounds 95–100, coverage 3/8
  const answers: Record<string, Answer> = { a: 1, b: 1, c: 'unscored' }
  const result = score(form({ method: 'deduction', passMark: 96 }), answers)
  expect(result).toMatchObject({ total: 100, bounds: [95, 100], coverage: 3 / 8, passed: null })
})

test('deductions of more than 100 points end at 0', () => {
  // 100 − 2 − 1 − 120 = −23 → 0
  const [one] = form().sections
  const heavy = { id: 'two', title: one?.title, weight: 1, criteria: [{ id: 'c', ...check, weight: 120 }] }
  const result = score(form({ method: 'deduction', sections: [one, heavy] }), { a: 0, b: 0, c: 0 })
  expect(result).toMatchObject({ total: 0, bounds: [0, 0], passed: false })
  expect(result.contributions.at(-1)).toMatchObject({ kind: 'clamp', points: 23 })
})

const adjustments = [
  { id: 'bonus', ...check, points: 5 },
  { id: 'minus', ...check, points: -3 },
]

test('bonus points come with a pass, minus points with a fail, and the sum stays within 100', () => {
  // 100 + 5 = 105 → 100
  const over = score(form({ adjustments }), { a: 1, b: 1, c: 1, bonus: 1, minus: 1 })
  expect(over.total).toBe(100)
  expect(over.contributions.at(-1)).toMatchObject({ kind: 'clamp', points: -5 })
  // 60·(1/3) + 40 − 3 = 57
  expect(score(form({ adjustments }), { a: 0, b: 1, c: 1, bonus: 0, minus: 0 }).total).toBeCloseTo(57, 9)
})

test('a part score adds and takes its part of the points', () => {
  // 60·(1/3) + 40 + 5·.6 − 3·(1−.5) = 61.5
  const { total, contributions } = score(form({ adjustments }), { a: 0, b: 1, c: 1, bonus: 0.6, minus: 0.5 })
  expect(total).toBeCloseTo(61.5, 9)
  expect(contributions.slice(-2)).toMatchObject([
    { kind: 'adjustment', criterion: 'bonus', points: 3, outOf: 5 },
    { kind: 'adjustment', criterion: 'minus', points: -1.5, outOf: 0 },
  ])
})

test('unscored adjustments widen the bounds and leave total and coverage alone', () => {
  // 60 so far; minus may take 3, bonus may add 5: 57–65
  const answers: Record<string, Answer> = { a: 1, b: 1, c: 0, bonus: 'unscored', minus: 'unscored' }
  expect(score(form({ adjustments }), answers)).toMatchObject({ total: 60, bounds: [57, 65], coverage: 1 })
})

test('a sum that misses 0 by its last bits is not shown as cut', () => {
  // 2.2 + 82.9 + 14.9 = 100 points lost, in binary 100.00000000000001
  const [one, two] = form().sections
  const criteria = [2.2, 82.9, 14.9].map((weight, index) => ({ id: `lost${index}`, ...check, weight }))
  const scorecard = form({ method: 'deduction', sections: [{ ...one, criteria }, two] })
  const answers: Record<string, Answer> = { lost0: 0, lost1: 0, lost2: 0, c: 1 }
  const { total, contributions } = score(scorecard, answers)
  expect(total).toBe(0)
  expect(contributions.filter(({ kind }) => kind === 'clamp')).toEqual([])
})

test('one prepared form scores many conversations, none of which changes the next', () => {
  const prepared = makeWeigh(form({ adjustments }))
  const first = findingsOf({ a: 1, b: 0, c: 1, bonus: 1, minus: 0 })
  const before = prepared(first)
  prepared(findingsOf({ a: 0, b: 0, c: 0, bonus: 0, minus: 1 }))
  expect(prepared(first)).toEqual(before)
})

test('a criterion without a finding is a fault of the program', () => {
  expect(() => score(form(), { a: 1, b: 1 })).toThrow(
    expect.objectContaining({
      code: 'INTERNAL',
      message: 'criterion c of scorecard form has no finding',
    }),
  )
})
