import { normalQuantile } from './distributions.ts'
import { domainRatio } from './domain-ratio.ts'
import type { Estimand } from './sppi.ts'

export interface DomainRateStratum {
  /** All its conversations, labelled or not. */
  size: number
  /** Of each labelled one: whether people failed it, or null where they called the criterion not applicable. */
  labels: readonly (boolean | null)[]
}

export interface DomainRate {
  /** Share of fails (0..1) among the conversations the criterion applies to; null as `domainRatio`. */
  value: number | null
  /** What the interval lies around. */
  centre: number | null
  se: number | null
  /** 95 %, within 0..1. */
  interval: [low: number, high: number] | null
}

/**
 * `domainRatio` of fails, with an interval that also holds where fails are few or none (that of the plain ratio then
 * has no width): as in `sppi`, pseudo-counts of one fail and one pass are spread over the strata by their labels.
 */
export function domainRate(strata: readonly DomainRateStratum[], estimand: Estimand): DomainRate {
  const scores = strata.map(({ size, labels }) => ({
    ...{ size, labels: labels.map((fail) => (fail === null ? null : Number(fail))) },
  }))
  const { value } = domainRatio(scores, estimand)
  if (value === null) return { value, centre: null, se: null, interval: null }
  const all = strata.reduce((sum, { labels }) => sum + labels.length, 0)
  const smoothed = strata.map(({ size, labels }) => {
    const census = estimand === 'finite' && labels.length >= size
    const extra = census ? 0 : labels.length / all
    const m = labels.length + 2 * extra
    const fails = (count(labels, true) + extra) / m
    const passes = (count(labels, false) + extra) / m
    return { size, m, fails, passes, left: estimand === 'super' ? 1 : census ? 0 : 1 - labels.length / size }
  })
  const scored = smoothed.reduce((sum, { size, fails }) => sum + size * fails, 0)
  const applicable = smoothed.reduce((sum, { size, fails, passes }) => sum + size * (fails + passes), 0)
  const centre = scored / applicable
  const squares = smoothed.reduce((sum, { size, m, fails, passes, left }) => {
    const residual = fails * (1 - centre) - passes * centre
    const spread = fails * (1 - centre) ** 2 + passes * centre ** 2 - residual ** 2
    return sum + size ** 2 * left * (spread / m)
  }, 0)
  const se = Math.sqrt(Math.max(0, squares)) / applicable
  const half = normalQuantile(0.975) * se
  return { value, centre, se, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] }
}

function count(labels: readonly (boolean | null)[], wanted: boolean): number {
  return labels.filter((label) => label === wanted).length
}
