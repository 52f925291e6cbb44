import { seededRandom } from '../domain/seeded-random.ts'
import { everyPosition } from './every-position.ts'
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
  /** Why there is no interval: below two units nothing varies, and above 5 % undefined the rest is no fair sample. */
  reason: 'too_few_units' | 'often_undefined' | null
}

const MOST_UNDEFINED = 0.05

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
  const random = seededRandom(seed)
  const drawn = everyPosition(units)
  const names = Object.keys(statistics(drawn)) as Name[]
  const series = names.map((name) => ({ name, values: new Float64Array(replicates), defined: 0 }))
  if (units >= 2)
    for (let replicate = 0; replicate < replicates; replicate += 1) {
      for (let at = 0; at < units; at += 1) drawn[at] = Math.floor(random() * units)
      const values = statistics(drawn)
      for (const one of series) {
        const value = values[one.name]
        if (value === null) continue
        one.values[one.defined] = value
        one.defined += 1
      }
    }
  return Object.fromEntries(
    series.map(({ name, values, defined }) => [
      name,
      units < 2
        ? { interval: null, undefinedShare: 0, reason: 'too_few_units' }
        : intervalOf(values.subarray(0, defined).sort(), (replicates - defined) / replicates, level),
    ]),
  ) as Record<Name, BootstrapInterval>
}

function intervalOf(sorted: Float64Array, undefinedShare: number, level: number): BootstrapInterval {
  const low = quantile(sorted, (1 - level) / 2)
  const high = quantile(sorted, (1 + level) / 2)
  return undefinedShare > MOST_UNDEFINED || low === null || high === null
    ? { interval: null, undefinedShare, reason: 'often_undefined' }
    : { interval: [low, high], undefinedShare, reason: null }
}
