/** Neighbouring values that share one fitted value. */
export interface Pool {
  /** The weighted mean of its values. */
  value: number
  weight: number
  /** How many values are in it. */
  count: number
}

/**
 * The non-decreasing sequence nearest to the values by weighted least squares, as pools from first to last; each pool's
 * value is above the one before it. Weights are above 0, and 1 where none are given.
 * Ayer et al. 1955, Ann. Math. Stat. 26:641.
 */
export function poolAdjacentViolators(values: ArrayLike<number>, weights?: ArrayLike<number>): Pool[] {
  const pools: { sum: number; weight: number; count: number }[] = []
  for (let at = 0; at < values.length; at += 1) {
    const weight = weights?.[at] ?? 1
    const pool = { sum: (values[at] ?? 0) * weight, weight, count: 1 }
    let before = pools.at(-1)
    while (before !== undefined && before.sum / before.weight >= pool.sum / pool.weight) {
      pool.sum += before.sum
      pool.weight += before.weight
      pool.count += before.count
      pools.pop()
      before = pools.at(-1)
    }
    pools.push(pool)
  }
  return pools.map(({ sum, weight, count }) => ({ value: sum / weight, weight, count }))
}
