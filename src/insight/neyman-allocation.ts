import { GraderError } from '../domain/errors.ts'
import { shareWithin } from './share-within.ts'

/** A part of the conversations that is sampled on its own. */
export interface Stratum {
  /** Conversations in it. */
  size: number
  /** Standard deviation of what is measured, as far as known: of a share p, √(p(1 − p)). */
  deviation: number
  /** What scoring one costs, in any unit. @default 1 */
  cost?: number
}

export interface Allocation {
  /** Per stratum, in the order given; before rounding. */
  exact: number[]
  /** Whole conversations; their sum is the budget, unless the bounds forbid it. */
  counts: number[]
}

/**
 * How many conversations to score in each stratum so that the overall rate is known best: n_h ∝ N_h·S_h / √c_h, at
 * least `least` and at most all of it, rounded by largest remainders (the earlier stratum where they tie).
 * Bounds win over the budget: with too few to give each its least, `counts` come to more than the budget.
 * Where no stratum has a deviation: n_h ∝ N_h. Neyman 1934, J. R. Stat. Soc. 97:558; Cochran 1977, eq. 5.23.
 *
 * @param budget conversations that can be scored, a whole number ≥ 0
 * @param least per stratum; two are needed to see any spread @default 2
 * @throws GraderError `INTERNAL` where a size or the budget is no whole number ≥ 0, a deviation is below 0 or a cost
 *   is not above 0.
 */
export function neymanAllocation(strata: readonly Stratum[], budget: number, least = 2): Allocation {
  assertUsable(strata, budget, least)
  const exact = shareWithin(
    budget,
    strata.map(({ size, deviation, cost = 1 }) => ({
      weight: (size * deviation) / Math.sqrt(cost),
      otherwise: Math.max(size, 1),
      least: Math.min(least, size),
      most: size,
    })),
  )
  return { exact, counts: wholeNumbers(exact) }
}

/** Largest remainders; the sum is that of the exact numbers, rounded. */
function wholeNumbers(exact: readonly number[]): number[] {
  // A whole number that rounding left just below itself is still that number.
  const counts = exact.map((value) => Math.floor(value + 1e-9))
  const total = exact.reduce((sum, value) => sum + value, 0)
  const missing = Math.round(total - counts.reduce((sum, count) => sum + count, 0))
  const remainder = (at: number) => (exact[at] ?? 0) - (counts[at] ?? 0)
  const byRemainder = exact.map((_, at) => at).sort((a, b) => remainder(b) - remainder(a) || a - b)
  for (const at of byRemainder.slice(0, missing)) counts[at] = (counts[at] ?? 0) + 1
  return counts
}

function assertUsable(strata: readonly Stratum[], budget: number, least: number): void {
  const whole = (value: number) => Number.isSafeInteger(value) && value >= 0
  if (!whole(budget) || !whole(least))
    throw new GraderError('INTERNAL', `${budget} to score, at least ${least} each: whole numbers, 0 or more`)
  for (const [at, { size, deviation, cost = 1 }] of strata.entries()) {
    if (!whole(size)) throw new GraderError('INTERNAL', `stratum ${at}: a size of ${size} is no whole number`)
    if (!(deviation >= 0 && Number.isFinite(deviation)))
      throw new GraderError(
        'INTERNAL',
        `stratum ${at}: a deviation of ${deviation}; this has to be 0 or more`,
      )
    if (!(cost > 0 && Number.isFinite(cost)))
      throw new GraderError('INTERNAL', `stratum ${at}: a cost of ${cost}; this has to be above 0`)
  }
}
