/** Arithmetic mean; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  let total = 0
  for (let at = 0; at < values.length; at += 1) total += values[at] ?? 0
  return total / values.length
}

/** Σ(v − v̄)² / (count − ddof), exactly 0 where all are equal; NaN where there are no more than `ddof` values. */
export function variance(values: ArrayLike<number>, ddof: 0 | 1): number {
  return covariance(values, values, ddof)
}

/** Σ(x − x̄)(y − ȳ) / (count − ddof) of lists of one length; otherwise as `variance`. */
export function covariance(x: ArrayLike<number>, y: ArrayLike<number>, ddof: 0 | 1): number {
  if (x.length <= ddof) return Number.NaN
  if (isConstant(x) || isConstant(y)) return 0
  const [meanX, meanY] = [mean(x), mean(y)]
  let total = 0
  for (let at = 0; at < x.length; at += 1) total += ((x[at] ?? 0) - meanX) * ((y[at] ?? 0) - meanY)
  return total / (x.length - ddof)
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let at = 1; at < values.length; at += 1) if (values[at] !== values[0]) return false
  return true
}
