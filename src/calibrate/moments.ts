/** Of some values their number, their mean (NaN of none) and Σ(v − v̄)², exactly 0 where all are equal. */
export interface Moments {
  count: number
  mean: number
  squares: number
}

export function moments(values: ArrayLike<number>): Moments {
  const average = mean(values)
  let squares = 0
  if (!isConstant(values))
    for (let at = 0; at < values.length; at += 1) squares += ((values[at] ?? 0) - average) ** 2
  return { count: values.length, mean: average, squares }
}

/** Those of both lists together. Chan, Golub & LeVeque 1983, Am. Stat. 37:242. */
export function pooled(one: Moments, other: Moments): Moments {
  const count = one.count + other.count
  const apart = one.mean - other.mean
  return {
    count,
    mean: (one.count * one.mean + other.count * other.mean) / count,
    squares: one.squares + other.squares + (apart ** 2 * one.count * other.count) / count,
  }
}

/** Σ(v − v̄)² / (count − ddof); NaN where there are no more than `ddof` values. */
export function varianceOf({ count, squares }: Moments, ddof: 0 | 1): number {
  return count <= ddof ? Number.NaN : squares / (count - ddof)
}

/** Arithmetic mean; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  let total = 0
  for (let at = 0; at < values.length; at += 1) total += values[at] ?? 0
  return total / values.length
}

/** As `varianceOf`, of the values themselves. */
export function variance(values: ArrayLike<number>, ddof: 0 | 1): number {
  return varianceOf(moments(values), ddof)
}

/** Σ(x − x̄)(y − ȳ) / (count − ddof) of lists of one length; exactly 0 where one is constant; otherwise as `variance`. */
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
