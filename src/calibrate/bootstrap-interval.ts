import { bootstrapReplicates, type Replicates } from './bootstrap-replicates.ts'
import { quantile } from './quantile.ts'

export interface BootstrapOptions {
  /** The same seed gives the same interval on every machine. */
  seed: number
  /** @default 2000 */
  replicates?: number
  /** Coverage aimed at, in 0..1. @default 0.95 */
  level?: number
}

export interface BootstrapInterval {
  interval: [low: number, high: number] | null
  /** Share (0..1) of the replicates in which the statistic has no value; they are left out of the interval. */
  undefinedShare: number
  /**
   * Why there is no interval: below two units nothing varies, above 5 % undefined the rest is no fair sample, and where
   * every replicate gives the same value they say nothing of how sure it is.
   */
  reason: 'too_few_units' | 'often_undefined' | 'no_variation' | null
}

/** Above this share of replicates without a value, the others are no fair sample. */
export const MOST_UNDEFINED = 0.05

/**
 * Percentile bootstrap of one statistic. `units` is how many there are of what is resampled: conversations.
 * The statistic is given the positions (0..units − 1) that were drawn, in an array that the next draw overwrites.
 * Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13.
 */
export function bootstrapInterval(
  units: number,
  statistic: (drawn: Uint32Array) => number | null,
  options: BootstrapOptions,
): BootstrapInterval {
  return bootstrapIntervals(units, (drawn) => ({ only: statistic(drawn) }), options).only
}

/**
 * As `bootstrapInterval`, for several statistics of the same draws, such as one per criterion and their mean.
 * Every call must return the same names. The replicates are those `bootstrapInterval` makes of the same seed.
 */
export function bootstrapIntervals<Name extends string>(
  units: number,
  statistics: (drawn: Uint32Array) => Record<Name, number | null>,
  { seed, replicates = 2000, level = 0.95 }: BootstrapOptions,
): Record<Name, BootstrapInterval> {
  const draws = bootstrapReplicates(units, statistics, { seed, replicates: units < 2 ? 0 : replicates })
  return Object.fromEntries(
    (Object.entries(draws) as [Name, Replicates][]).map(([name, { values, undefinedCount }]) => [
      name,
      units < 2
        ? { interval: null, undefinedShare: 0, reason: 'too_few_units' }
        : intervalOf(values.sort(), undefinedCount / replicates, level),
    ]),
  ) as Record<Name, BootstrapInterval>
}

function intervalOf(sorted: Float64Array, undefinedShare: number, level: number): BootstrapInterval {
  const low = quantile(sorted, (1 - level) / 2)
  const high = quantile(sorted, (1 + level) / 2)
  if (undefinedShare > MOST_UNDEFINED || low === null || high === null)
    return { interval: null, undefinedShare, reason: 'often_undefined' }
  if (isConstant(sorted)) return { interval: null, undefinedShare, reason: 'no_variation' }
  return { interval: [low, high], undefinedShare, reason: null }
}

/** Whether values are all the same, but for rounding. @param sorted ascending */
export function isConstant(sorted: Float64Array): boolean {
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)]
  return most - least <= 1e-12 * Math.max(1, Math.abs(least), Math.abs(most))
}
