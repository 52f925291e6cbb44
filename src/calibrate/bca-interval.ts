import { type BootstrapOptions, isConstant, MOST_UNDEFINED } from './bootstrap-interval.ts'
import { bootstrapReplicates } from './bootstrap-replicates.ts'
import { normalCdf, normalQuantile } from './distributions.ts'
import { everyPosition } from './every-position.ts'
import { mean, variance } from './moments.ts'
import { quantile } from './quantile.ts'

export interface BcaInterval {
  /** The statistic of all units; null where it has none. */
  value: number | null
  interval: Bounds | null
  /** The plain percentile interval of the same replicates, and their mean and standard deviation. */
  percentile: Bounds | null
  mean: number | null
  sd: number | null
  /** Bias correction z0, acceleration a, and the shares of the replicates at which the bounds lie for them. */
  z0: number | null
  acceleration: number | null
  shares: Bounds | null
  /** Replicates in which the statistic has no value; they are left out. */
  undefinedCount: number
  /**
   * Why there is no interval: fewer than two units, no value for all of them, more than 5 % of the replicates without
   * one, nearly all replicates on one side of the value, which no correction mends, or all of them the same as it,
   * which says nothing of how sure it is.
   */
  reason: 'too_few_units' | 'undefined' | 'often_undefined' | 'one_sided' | 'no_variation' | null
}

type Bounds = [low: number, high: number]

/**
 * Bias-corrected and accelerated bootstrap of one statistic, such as a difference of two κ on the same conversations.
 * Replicates are those of `bootstrapInterval` for the seed; one equal to the value counts half as below it. The
 * acceleration is from leaving out each unit once. Efron 1987, J. Am. Stat. Assoc. 82:171; Efron & Tibshirani 1993,
 * An Introduction to the Bootstrap, ch. 14.3.
 */
export function bcaInterval(
  units: number,
  statistic: (drawn: Uint32Array) => number | null,
  { seed, replicates = 2000, level = 0.95 }: BootstrapOptions,
): BcaInterval {
  const value = statistic(everyPosition(units))
  const none = {
    interval: null,
    percentile: null,
    mean: null,
    sd: null,
    z0: null,
    acceleration: null,
    shares: null,
  }
  if (units < 2) return { value, ...none, undefinedCount: 0, reason: 'too_few_units' }
  if (value === null) return { value, ...none, undefinedCount: 0, reason: 'undefined' }
  const { values, undefinedCount } = bootstrapReplicates(units, (drawn) => ({ only: statistic(drawn) }), {
    seed,
    replicates,
  }).only
  if (undefinedCount > MOST_UNDEFINED * replicates || values.length < 2)
    return { value, ...none, undefinedCount, reason: 'often_undefined' }

  const sorted = values.toSorted()
  const at = (shares: Bounds): Bounds => [
    quantile(sorted, shares[0]) ?? value,
    quantile(sorted, shares[1]) ?? value,
  ]
  const plain: Bounds = [(1 - level) / 2, (1 + level) / 2]
  const z0 = normalQuantile(shareBelow(values, value))
  const acceleration = accelerationOf(units, statistic)
  const found = {
    value,
    percentile: at(plain),
    mean: mean(values),
    sd: Math.sqrt(variance(values, 1)),
    z0,
    acceleration,
    undefinedCount,
  }
  const shares = plain.map((share) => corrected(share, z0, acceleration))
  const [low, high] = shares
  if (low === undefined || high === undefined || !(low <= high))
    return {
      ...found,
      z0: Number.isFinite(z0) ? z0 : null,
      interval: null,
      shares: null,
      reason: 'one_sided',
    }
  if (isConstant(sorted)) return { ...found, shares: [low, high], interval: null, reason: 'no_variation' }
  return { ...found, shares: [low, high], interval: at([low, high]), reason: null }
}

/** Efron & Tibshirani's eq. 14.10; NaN where it has no meaning. */
function corrected(share: number, z0: number, acceleration: number): number {
  const shifted = z0 + normalQuantile(share)
  const scale = 1 - acceleration * shifted
  return scale > 0 ? normalCdf(z0 + shifted / scale) : Number.NaN
}

function shareBelow(values: Float64Array, value: number): number {
  const rounding = 1e-12 * Math.max(1, Math.abs(value))
  let below = 0
  for (const one of values) below += one < value - rounding ? 1 : one <= value + rounding ? 0.5 : 0
  return below / values.length
}

/** Eq. 14.15, over the units without which the statistic still has a value; 0 where it never changes. */
function accelerationOf(units: number, statistic: (drawn: Uint32Array) => number | null): number {
  const without: number[] = []
  const rest = everyPosition(units - 1)
  for (let out = units - 1; out >= 0; out -= 1) {
    const value = statistic(rest)
    if (value !== null) without.push(value)
    // The next sample leaves out out − 1 and has `out` in its place.
    if (out > 0) rest[out - 1] = out
  }
  const centre = mean(without)
  const squares = without.reduce((total, value) => total + (centre - value) ** 2, 0)
  const cubes = without.reduce((total, value) => total + (centre - value) ** 3, 0)
  return squares < 1e-24 ? 0 : cubes / (6 * squares ** 1.5)
}
