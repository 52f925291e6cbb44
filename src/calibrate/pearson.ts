import { GraderError } from '../domain/errors.ts'
import { covariance, variance } from './moments.ts'

/**
 * Pearson's product-moment correlation, −1..1; null where either side does not vary.
 *
 * @throws GraderError `INTERNAL` where the lengths differ.
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  if (x.length !== y.length)
    throw new GraderError('INTERNAL', `correlation needs pairs: ${x.length} values beside ${y.length}`)
  if (x.length < 2) return null
  const [varianceX, varianceY] = [variance(x, 0), variance(y, 0)]
  if (varianceX === 0 || varianceY === 0) return null
  return Math.max(-1, Math.min(1, covariance(x, y, 0) / Math.sqrt(varianceX * varianceY)))
}
