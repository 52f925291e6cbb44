import { GraderError } from '../domain/errors.ts'
import { fallingRoot } from './falling-root.ts'

export interface PauleMandel {
  /** Variance of the true values between agents, ≥ 0; null where it has none. */
  tau2: number | null
  /** Mean over agents, each weighed by 1 / (s² + τ²). */
  mu: number | null
  /** Per agent, in the order given: μ + τ² / (τ² + s²) · (y − μ). */
  shrunk: number[]
  /** Why `tau2` is null; with a single agent `mu` and `shrunk` are its own value. */
  reason: 'no_agents' | 'one_agent' | null
}

/**
 * How far agents truly differ, from estimates whose variances are known and unequal: the τ² at which
 * Σ (y − μ)² / (s² + τ²) = k − 1, and 0 where the sum is below k − 1 already at τ² = 0.
 * Paule & Mandel 1982, J. Res. Natl. Bur. Stand. 87:377; DerSimonian & Kacker 2007, Contemp. Clin. Trials 28:105.
 *
 * @param estimates one per agent, such as corrected fail rates; their variances, ≥ 0 and in the same order (0: exact)
 * @throws GraderError `INTERNAL` where the lengths differ, a value is not finite or a variance is below 0.
 */
export function pauleMandel(estimates: readonly number[], variances: readonly number[]): PauleMandel {
  assertUsable(estimates, variances)
  const [first] = estimates
  if (first === undefined) return { tau2: null, mu: null, shrunk: [], reason: 'no_agents' }
  if (estimates.length === 1) return { tau2: null, mu: first, shrunk: [first], reason: 'one_agent' }
  const plain = estimates.reduce((total, y) => total + y, 0) / estimates.length
  // The sum is at most Σ (y − ȳ)² / τ², so the root is at most their sample variance.
  const highest = estimates.reduce((total, y) => total + (y - plain) ** 2, 0) / (estimates.length - 1)
  const excess = (tau2: number) => spreadAt(tau2, estimates, variances) - (estimates.length - 1)
  const tau2 = fallingRoot(excess, 0, highest)
  const mu = meanAt(tau2, estimates, variances)
  const shrunk = estimates.map((y, at) => {
    const variance = variances[at] ?? 0
    return variance === 0 ? y : mu + (tau2 / (tau2 + variance)) * (y - mu)
  })
  return { tau2, mu, shrunk, reason: null }
}

function spreadAt(tau2: number, estimates: readonly number[], variances: readonly number[]): number {
  const mu = meanAt(tau2, estimates, variances)
  return estimates.reduce((total, y, at) => {
    const square = (y - mu) ** 2
    return square === 0 ? total : total + square / (tau2 + (variances[at] ?? 0))
  }, 0)
}

/** Estimates known exactly outweigh all others; of several such, the plain mean. */
function meanAt(tau2: number, estimates: readonly number[], variances: readonly number[]): number {
  const exact = estimates.filter((_, at) => tau2 + (variances[at] ?? 0) === 0)
  if (exact.length > 0) return exact.reduce((total, y) => total + y, 0) / exact.length
  let [sum, weights] = [0, 0]
  for (const [at, y] of estimates.entries()) {
    const weight = 1 / (tau2 + (variances[at] ?? 0))
    sum += weight * y
    weights += weight
  }
  return sum / weights
}

function assertUsable(estimates: readonly number[], variances: readonly number[]): void {
  if (estimates.length !== variances.length)
    throw new GraderError('INTERNAL', `${estimates.length} estimates with ${variances.length} variances`)
  for (const [at, y] of estimates.entries()) {
    const variance = variances[at] ?? 0
    if (!Number.isFinite(y) || !Number.isFinite(variance) || variance < 0)
      throw new GraderError(
        'INTERNAL',
        `estimate ${at}: ${y} with variance ${variance}; both finite, variance ≥ 0`,
      )
  }
}
