/** Σwv/Σw over the values that are there; null where none is, or their weights add up to 0. @default weights of 1 */
export function weightedMean(values: readonly (number | null)[], weights?: readonly number[]): number | null {
  let sum = 0
  let total = 0
  for (const [at, value] of values.entries()) {
    if (value === null) continue
    const weight = weights === undefined ? 1 : (weights[at] ?? 0)
    sum += weight * value
    total += weight
  }
  return total === 0 ? null : sum / total
}
