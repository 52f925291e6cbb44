import { tQuantile } from './distributions.ts'
import { mean, variance } from './moments.ts'
import type { Estimand } from './sppi.ts'

export interface HajekLabel {
  people: number
  judge: number
  /** With which the conversation was chosen, above 0 up to 1. */
  probability: number
}

export interface HajekDifference {
  /** In the scores' own unit; null without a label or anything judged. */
  value: number | null
  /** As `value`, of weights that are not scaled to add up to the number of conversations (Horvitz–Thompson). */
  unscaled: number | null
  /** Null with fewer than two labels. */
  se: number | null
  /** How many labels of equal weight would say as much: (Σw)² / Σw². */
  effective: number
  /** 95 %, by t with `effective` − 1 degrees of freedom. Not cut off at the ends of a scale. */
  interval: [low: number, high: number] | null
}

/**
 * The mean that people would give, from labels chosen independently with unequal probabilities: λF̄ + Σwe / Σw,
 * e = y − λf, w = 1 / probability. Hájek 1971; Särndal, Swensson & Wretman 1992, §5.7 and §7.10.
 * `all` are the judge's scores of every conversation. For the mean behind the period as in `finiteDifference`.
 */
export function hajekDifference(
  all: ArrayLike<number>,
  labels: readonly HajekLabel[],
  { lambda, estimand }: { lambda: number; estimand: Estimand },
): HajekDifference {
  const n = labels.length
  const errors = labels.map(({ people, judge, probability }) => ({
    error: people - lambda * judge,
    weight: 1 / probability,
    factor: estimand === 'finite' ? 1 - probability : 1,
  }))
  const weights = errors.reduce((sum, { weight }) => sum + weight, 0)
  const total = errors.reduce((sum, { error, weight }) => sum + weight * error, 0)
  const effective = n === 0 ? 0 : weights ** 2 / errors.reduce((sum, { weight }) => sum + weight ** 2, 0)
  if (n === 0 || all.length === 0) return { value: null, unscaled: null, se: null, effective, interval: null }
  const predicted = lambda * mean(all)
  const average = total / weights
  const value = predicted + average
  const unscaled = predicted + total / all.length
  if (n < 2) return { value, unscaled, se: null, effective, interval: null }
  const squares = errors.reduce(
    (sum, { error, weight, factor }) => sum + factor * weight ** 2 * (error - average) ** 2,
    0,
  )
  const behind = estimand === 'super' ? (lambda ** 2 * variance(all, 0)) / all.length : 0
  const se = Math.sqrt(((n / (n - 1)) * squares) / weights ** 2 + behind)
  const half = se === 0 ? 0 : se * tQuantile(0.975, effective - 1)
  return { value, unscaled, se, effective, interval: [value - half, value + half] }
}
