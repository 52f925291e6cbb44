import { tQuantile } from './distributions.ts'
import { mean, variance } from './moments.ts'
import type { Estimand } from './sppi.ts'

export interface DifferenceStratum {
  /** The judge's scores of all its conversations, labelled or not. */
  all: ArrayLike<number>
  /** Of its labelled conversations, people's scores and the judge's, in one order. */
  people: ArrayLike<number>
  judge: ArrayLike<number>
}

export interface Difference {
  /** In the scores' own unit; null where a stratum has no label, or there is none. */
  value: number | null
  /** Null also where a stratum has a single label and other conversations beside it. */
  se: number | null
  /** Degrees of freedom: labels less strata. */
  df: number
  /** 95 %, by t. Not cut off at the ends of a scale. */
  interval: [low: number, high: number] | null
}

/**
 * The mean that people would give, from a simple random sample of each stratum: Σ (N_h/N)(λF̄_h + mean(y − λf)).
 * Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, §6.3. For the mean behind the period the factor
 * 1 − n_h/N_h falls away and λ²·var(F_h)/N_h is added; that is wide by what y − λf and f vary against each other.
 */
export function finiteDifference(
  strata: readonly DifferenceStratum[],
  { lambda, estimand }: { lambda: number; estimand: Estimand },
): Difference {
  const size = strata.reduce((sum, { all }) => sum + all.length, 0)
  let [value, squares, df] = [0, 0, 0]
  for (const { all, people, judge } of strata) {
    const n = people.length
    const weight = all.length / size
    const errors = Float64Array.from(people, (score, at) => score - lambda * (judge[at] ?? 0))
    value += weight * (lambda * mean(all) + mean(errors))
    df += n - 1
    if (estimand === 'super')
      squares += weight ** 2 * (variance(errors, 1) / n + (lambda ** 2 * variance(all, 0)) / all.length)
    else if (n < all.length) squares += weight ** 2 * (1 - n / all.length) * (variance(errors, 1) / n)
  }
  if (strata.length === 0 || Number.isNaN(value)) return { value: null, se: null, df: 0, interval: null }
  const se = Math.sqrt(squares)
  const half = se === 0 ? 0 : se * tQuantile(0.975, df)
  return {
    value,
    se: Number.isNaN(se) ? null : se,
    df,
    interval: Number.isNaN(half) ? null : [value - half, value + half],
  }
}
