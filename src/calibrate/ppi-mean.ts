import { GraderError } from '../domain/errors.ts'
import { normalQuantile, tQuantile } from './distributions.ts'
import { covariance, type Moments, mean, moments, pooled, variance, varianceOf } from './moments.ts'

export interface PpiOptions {
  /** How far the judge is followed, 0..1; null to tune it on the labels (PPI++). */
  lambda: number | null
  /** What variances are divided by: count − ddof. @default 0 */
  ddof?: 0 | 1
  /** The normal quantile, or t with n − 1 degrees of freedom. @default 'z' */
  quantile?: 'z' | 't'
}

export interface PpiMean {
  /** In the scores' own unit; null with fewer than one label, or nothing unlabelled. */
  value: number | null
  /** Null with n ≤ ddof, or one label and t. */
  se: number | null
  lambda: number | null
  /** 95 %. */
  interval: [low: number, high: number] | null
}

/**
 * The mean that people would give, from their scores of n conversations, the judge's of the same, and the judge's of
 * others: λF̄ + mean(y − λf). Angelopoulos et al. 2023, Science 382:669; PPI++: the same 2023, arXiv:2311.01453.
 *
 * @throws GraderError `INTERNAL` where people and judge scored different numbers of conversations.
 */
export function ppiMean(
  people: ArrayLike<number>,
  judge: ArrayLike<number>,
  unlabelled: ArrayLike<number>,
  { lambda: fixed, ddof = 0, quantile = 'z' }: PpiOptions,
): PpiMean {
  const [n, size] = [people.length, unlabelled.length]
  if (n !== judge.length)
    throw new GraderError(
      'INTERNAL',
      `${n} scores of people beside ${judge.length} of the judge: one each is due`,
    )
  if (n === 0 || size === 0) return { value: null, se: null, lambda: fixed, interval: null }
  const rest = moments(unlabelled)
  const lambda = fixed ?? tunedLambda(people, judge, rest)
  const errors = Float64Array.from(people, (score, at) => score - lambda * (judge[at] ?? 0))
  const value = lambda * rest.mean + mean(errors)
  const spread = lambda === 0 ? 0 : (lambda ** 2 * varianceOf(rest, ddof)) / size
  const se = Math.sqrt(spread + variance(errors, ddof) / n)
  const half = se * (quantile === 'z' ? normalQuantile(0.975) : tQuantile(0.975, n - 1))
  return {
    value,
    se: Number.isNaN(se) ? null : se,
    lambda,
    interval: Number.isNaN(half) ? null : [value - half, value + half],
  }
}

/** As the authors' own program does it: the judge's variance is that of all its scores, labelled or not. */
function tunedLambda(people: ArrayLike<number>, judge: ArrayLike<number>, rest: Moments): number {
  const spread = varianceOf(pooled(moments(judge), rest), 1)
  if (!(spread > 0)) return 0
  const best = covariance(people, judge, 0) / ((1 + people.length / rest.count) * spread)
  return Math.min(1, Math.max(0, best))
}
