import { tQuantile } from './distributions.ts'
import { variance } from './moments.ts'
import type { Estimand } from './sppi.ts'

export interface DomainStratum {
  /** All its conversations, labelled or not. */
  size: number
  /** What people said of each labelled one: a score (1 is a fail, 0 a pass), or null for "not applicable". */
  labels: readonly (number | null)[]
}

export interface DomainRatio {
  /** Mean score of those it applies to; null where a stratum has no label, and where it applies to none. */
  value: number | null
  /** Null also where a stratum has a single label and other conversations beside it. */
  se: number | null
  /** 95 %, by t with labels less strata degrees of freedom. Not cut off at the ends of a scale. */
  interval: [low: number, high: number] | null
}

/**
 * The mean over those conversations of the whole that a criterion applies to, of which only the labelled ones are
 * known: a ratio R = Ŷ/Â of estimated totals, by the residuals y − R·a.
 * Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, §5.8.
 */
export function domainRatio(strata: readonly DomainStratum[], estimand: Estimand): DomainRatio {
  let [scored, applicable, df] = [0, 0, 0]
  for (const { size, labels } of strata) {
    const each = size / labels.length
    for (const label of labels) {
      if (label === null) continue
      scored += each * label
      applicable += each
    }
    df += labels.length - 1
  }
  if (applicable === 0 || strata.some(({ labels }) => labels.length === 0))
    return { value: null, se: null, interval: null }
  const value = scored / applicable
  let squares = 0
  for (const { size, labels } of strata) {
    if (estimand === 'finite' && labels.length >= size) continue
    const residuals = Float64Array.from(labels, (label) => (label === null ? 0 : label - value))
    const left = estimand === 'finite' ? 1 - labels.length / size : 1
    squares += (size ** 2 * left * variance(residuals, 1)) / labels.length
  }
  const se = Math.sqrt(squares) / applicable
  const half = se === 0 ? 0 : se * tQuantile(0.975, df)
  return {
    value,
    se: Number.isNaN(se) ? null : se,
    interval: Number.isNaN(half) ? null : [value - half, value + half],
  }
}
