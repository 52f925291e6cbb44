import type { Estimate } from './estimate.ts'
import { effectiveCount } from './measured-part.ts'
import { wilsonInterval } from './wilson-interval.ts'

/**
 * The share of the weight that `isHit`, with Wilson's interval for the effective number (Korn & Graubard 1998, Surv.
 * Methodol. 24:193, with Wilson's in place of the exact bounds); `n` is the plain number. With weights of 1 that is `estimateShare`.
 */
export function weightedShare<One extends { weight: number }>(
  all: readonly One[],
  isHit: (one: One) => boolean,
): Estimate {
  const n = all.length
  if (n === 0) return { value: null, n, interval: null }
  const total = weightOf(all)
  const hits = weightOf(all.filter(isHit))
  const effective = effectiveCount(all.map(({ weight }) => weight))
  return { value: hits / total, n, interval: wilsonInterval(hits * (effective / total), effective) }
}

export function weightOf(all: readonly { weight: number }[]): number {
  return all.reduce((sum, { weight }) => sum + weight, 0)
}
