import { GraderError } from '../domain/errors.ts'
import { normalQuantile } from './distributions.ts'
import { covariance, mean, variance } from './moments.ts'

export interface LinCcc {
  /** −1..1; 1 where every pair is equal. Never above Pearson's correlation: a shift or another spread costs. */
  ccc: number | null
  /** Standard error of atanh(ccc), and the 95 % interval from it; null below three pairs, of a constant, or at ±1. */
  seZ: number | null
  interval: [low: number, high: number] | null
  n: number
  /** Why `ccc` is null: no pairs, or both sides are one and the same number throughout. */
  reason: 'no_pairs' | 'no_variance' | null
}

/**
 * Lin's concordance correlation 2s_xy/(s_x² + s_y² + (x̄ − ȳ)²), moments by 1/n. Two different constants give 0.
 * Lin 1989, Biometrics 45:255, and 2000, Biometrics 56:324 (the correction of the variance).
 *
 * @throws GraderError `INTERNAL` where the lengths differ.
 */
export function linCcc(x: readonly number[], y: readonly number[]): LinCcc {
  if (x.length !== y.length)
    throw new GraderError('INTERNAL', `concordance needs pairs: ${x.length} values beside ${y.length}`)
  const n = x.length
  const none = { ccc: null, seZ: null, interval: null, n }
  if (n === 0) return { ...none, reason: 'no_pairs' }
  const [varianceX, varianceY] = [variance(x, 0), variance(y, 0)]
  const together = covariance(x, y, 0)
  const shift = (mean(x) - mean(y)) ** 2
  if (varianceX + varianceY + shift === 0) return { ...none, reason: 'no_variance' }
  const ccc = (2 * together) / (varianceX + varianceY + shift)
  const spread = Math.sqrt(varianceX * varianceY)
  const accuracy = (2 * spread) / (varianceX + varianceY + shift)
  const seZ = standardError({ ccc, r: together / spread, accuracy, u2: shift / spread, n })
  return { ccc, seZ, interval: seZ === null ? null : intervalOf(ccc, seZ), n, reason: null }
}

interface Shape {
  ccc: number
  /** Pearson's correlation, and what ccc is of it: ccc = r · accuracy. */
  r: number
  accuracy: number
  /** Squared shift over the product of the standard deviations. */
  u2: number
  n: number
}

/** Of atanh(ccc). */
function standardError({ ccc, r, accuracy, u2, n }: Shape): number | null {
  if (n < 3) return null
  const left = 1 - ccc ** 2
  const spread =
    (((1 - r ** 2) * accuracy ** 2) / left +
      (2 * ccc ** 2 * accuracy * (1 - ccc) * u2) / left ** 2 -
      (ccc ** 2 * accuracy ** 2 * u2 ** 2) / (2 * left ** 2)) /
    (n - 2)
  return Number.isFinite(spread) ? Math.sqrt(Math.max(0, spread)) : null
}

function intervalOf(ccc: number, seZ: number): [number, number] {
  const half = normalQuantile(0.975) * seZ
  return [Math.tanh(Math.atanh(ccc) - half), Math.tanh(Math.atanh(ccc) + half)]
}
