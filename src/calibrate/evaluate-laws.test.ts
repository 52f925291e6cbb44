import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EvalReport } from './eval-report.ts'
import { evaluate } from './evaluate.ts'
import { type EvalCase, evalCase } from './testing/eval-case.ts'

const CRITERIA = ['a', 'b', 'c']
const letters = fc.constantFrom('p', 'f', 'n', 'p', 'f')
const judged = fc.constantFrom('p', 'f', 'n', 'u', 'p', 'f')
const byCriterion = <One>(one: fc.Arbitrary<One>) => fc.record({ a: one, b: one, c: one })

const cases: fc.Arbitrary<EvalCase[]> = fc
  .array(
    fc.record({
      raters: byCriterion(fc.tuple(letters, letters, letters).map((three) => three.join(''))),
      judge: byCriterion(judged),
      probability: fc.constantFrom(0.1, 0.5),
      language: fc.constantFrom('en' as const, 'zh-CN' as const),
      raw: fc.constantFrom(0.5, 0.75, 1),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((all) =>
    all.map(({ raters, judge, probability, language, raw }, at) => ({
      id: `c${at}`,
      raters,
      judge,
      transcript: { language },
      selection: { how: 'random', probability, stratum: null },
      finding: { confidence: { raw, calibrated: null } },
    })),
  )

const weights = new Map(CRITERIA.map((criterion, at) => [criterion, at + 1]))

function reportOf(all: readonly EvalCase[], criteria = CRITERIA): EvalReport {
  const { set, findings } = evalCase(all)
  const judge = { judge: 'test', model: null }
  return evaluate(set, findings, { judge, criteria, weights, replicates: 20 })
}

type Figures = Omit<EvalReport, 'criteria'> & {
  criteria: Omit<EvalReport['criteria'][number], 'raters'>[]
}

/** Everything that does not hang on the order of draws. */
function figuresOf({ criteria, slices, differences, ...rest }: Figures): unknown {
  const sorted = {
    ...rest,
    criteria: criteria
      .map(({ disagreements, ...one }) => ({
        ...one,
        unscored: one.unscored.toSorted((a, b) => (a.reason < b.reason ? -1 : 1)),
        disagreements: disagreements.map(({ transcriptId }) => transcriptId).sort(),
      }))
      .sort((a, b) => (a.criterion < b.criterion ? -1 : 1)),
    slices: slices.map((slice) => ({
      ...slice,
      criteria: slice.criteria.toSorted((a, b) => (a.criterion < b.criterion ? -1 : 1)),
    })),
    differences: differences.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  }
  return JSON.parse(
    JSON.stringify(sorted, (key, value: unknown) => {
      if (DRAWN.has(key)) return undefined
      return value
    }),
  )
}

/** Equal but for the rounding of sums in another order. */
function expectSame(found: unknown, expected: unknown): void {
  if (typeof expected === 'number')
    expect(found).toSatisfy(
      (value: unknown) =>
        typeof value === 'number' && Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
    )
  else if (typeof expected === 'object' && expected !== null) {
    const entries = Object.entries(expected)
    expect(Object.keys(found ?? {})).toEqual(entries.map(([key]) => key))
    const values = new Map(Object.entries(found ?? {}))
    for (const [key, value] of entries) expectSame(values.get(key), value)
  } else expect(found).toBe(expected)
}

/** Draws go by the conversations' places. */
const DRAWN = new Set(['interval', 'noInterval', 'eceNull', 'leftOut'])

test('the order of the conversations changes nothing', () => {
  const shuffled = cases.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, ([all, others]) => {
      expectSame(figuresOf(reportOf(others)), figuresOf(reportOf(all)))
    }),
    { seed: 5, numRuns: 40 },
  )
})

test('the order of the criteria changes nothing, intervals included', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const [once, other] = [reportOf(all), reportOf(all, CRITERIA.toReversed())]
      expectSame(figuresOf(other), figuresOf(once))
      const intervals = ({ criteria }: EvalReport) =>
        new Map(criteria.map(({ criterion, kappa, ac1, alpha }) => [criterion, [kappa, ac1, alpha]]))
      expect(intervals(other)).toEqual(intervals(once))
    }),
    { seed: 5, numRuns: 40 },
  )
})

test('swapping the raters’ names changes no figure but whose it is', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const swapped = all.map((one) => ({
        ...one,
        raters: Object.fromEntries(
          Object.entries(one.raters).map(([criterion, said]) => [
            criterion,
            Array.from(said).reverse().join(''),
          ]),
        ),
      }))
      const nameless = (report: EvalReport) => ({
        ...report,
        criteria: report.criteria.map((one) => ({
          ...one,
          raters: {
            lowest: one.raters.lowest,
            highest: one.raters.highest,
            ceiling: one.raters.ceiling,
            winningRate: one.raters.alternative.winningRate,
          },
        })),
      })
      expectSame(figuresOf(nameless(reportOf(swapped))), figuresOf(nameless(reportOf(all))))
    }),
    { seed: 5, numRuns: 40 },
  )
})

test('a copy of every conversation leaves κ and AC1 as they are', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const twice = [...all, ...all.map((one) => ({ ...one, id: `${one.id}-copy` }))]
      const corrected = ({ criteria }: EvalReport) =>
        criteria.map(({ n, kappa, ac1 }) => (n < 2 ? null : [kappa.value, ac1.value]))
      const [once, doubled] = [corrected(reportOf(all)), corrected(reportOf(twice))]
      for (const [at, one] of once.entries()) if (one !== null) expectSame(doubled[at], one)
    }),
    { seed: 5, numRuns: 30 },
  )
})
