import { adjustPValues } from './adjust-p-values.ts'
import { type Estimate, estimateShare } from './estimate.ts'
import type { SliceBy } from './eval-report.ts'
import type { EvaluatedCriterion, EvaluatedItem } from './evaluate-items.ts'
import settings from './evaluate-settings.json' with { type: 'json' }
import { fisherExact } from './fisher-exact.ts'
import type { Slice } from './slices-of.ts'

/** Whether the judge errs more often in a part of the set than in the rest of it. */
export interface SliceDifference {
  by: SliceBy
  value: string
  criterion: string
  /** `false_fail`: of what the raters did not fail, the share the judge did; `false_pass`: of what they failed, the share it did not. */
  rate: 'false_fail' | 'false_pass'
  inside: Estimate
  rest: Estimate
  /** Fisher's exact test, two-sided, on counts. */
  p: number
  /** Holm's, over all tests of the same `by`. */
  adjusted: number
}

/**
 * Every part of ten conversations or more against the rest, for both rates of every criterion: STATISTICS §7. Of two
 * parts one is tested. There is no test where one side has nothing to count, or where all or none erred: no table could tell then (Tarone 1990,
 * Biometrics 46:515).
 */
export function evaluateSliceDifferences(
  criteria: readonly EvaluatedCriterion[],
  slices: readonly Slice[],
): SliceDifference[] {
  const families = Map.groupBy(slices, ({ by }) => by)
  return [...families.values()].flatMap((parts) => {
    const large = parts.filter(({ places }) => places.length >= settings.fewestTested)
    const tested = parts.length === 2 ? large.slice(0, 1) : large
    const within = [...new Set(parts.flatMap(({ places }) => places))]
    const tests = criteria.flatMap((one) => tested.flatMap((slice) => testsOf(one, slice, within)))
    const adjusted = adjustPValues(
      tests.map(({ p }) => p),
      'holm',
    )
    return tests.map((test, at) => ({ ...test, adjusted: adjusted[at] ?? 1 }))
  })
}

function testsOf(
  { criterion, items }: EvaluatedCriterion,
  { by, value, places }: Slice,
  within: readonly number[],
): Omit<SliceDifference, 'adjusted'>[] {
  const isInside = new Set(places)
  const compared = (at: readonly number[]) =>
    at
      .flatMap((place) => items[place] ?? [])
      .filter(({ reference, verdict }) => reference !== null && verdict !== null)
  const [inside, rest] = [compared(places), compared(within.filter((place) => !isInside.has(place)))]
  return (['false_fail', 'false_pass'] as const).flatMap((rate) => {
    const [mine, others] = [errorsOf(inside, rate), errorsOf(rest, rate)]
    const wrong = mine.wrong + others.wrong
    if (mine.n === 0 || others.n === 0 || wrong === 0 || wrong === mine.n + others.n) return []
    const p = fisherExact([
      [mine.wrong, mine.n - mine.wrong],
      [others.wrong, others.n - others.wrong],
    ])
    const [shareInside, shareRest] = [
      estimateShare(mine.wrong, mine.n),
      estimateShare(others.wrong, others.n),
    ]
    return [{ by, value, criterion, rate, inside: shareInside, rest: shareRest, p }]
  })
}

function errorsOf(compared: readonly EvaluatedItem[], rate: SliceDifference['rate']) {
  const isFail = rate === 'false_pass'
  const among = compared.filter(({ reference }) => (reference === 'fail') === isFail)
  return { n: among.length, wrong: among.filter(({ verdict }) => (verdict === 'fail') !== isFail).length }
}
