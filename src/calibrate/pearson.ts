import { GraderError } from '../domain/errors.ts'

/**
 * Pearson's product-moment correlation, −1..1; null where either side does not vary.
 *
 * @throws GraderError `INTERNAL` where the lengths differ.
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  if (x.length !== y.length)
    throw new GraderError('INTERNAL', `correlation needs pairs: ${x.length} values beside ${y.length}`)
  if (isConstant(x) || isConstant(y)) return null
  const meanX = mean(x)
  const meanY = mean(y)
  let together = 0
  let squaresX = 0
  let squaresY = 0
  for (let at = 0; at < x.length; at += 1) {
    const dx = (x[at] ?? 0) - meanX
    const dy = (y[at] ?? 0) - meanY
    together += dx * dy
    squaresX += dx * dx
    squaresY += dy * dy
  }
  return Math.max(-1, Math.min(1, together / Math.sqrt(squaresX * squaresY)))
}

/** Compared value by value: the variance of equal fractions is not exactly 0. */
function isConstant(values: ArrayLike<number>): boolean {
  for (let at = 1; at < values.length; at += 1) if (values[at] !== values[0]) return false
  return true
}

function mean(values: ArrayLike<number>): number {
  let total = 0
  for (let at = 0; at < values.length; at += 1) total += values[at] ?? 0
  return total / values.length
}
