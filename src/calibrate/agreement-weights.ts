/** How much of an agreement two categories are: none unless they are the same, or the more the nearer they stand. */
export type WeightScheme = 'identity' | 'linear' | 'quadratic' | 'ordinal'

/**
 * The weight (0..1; 1 on the diagonal) of each pair of categories, by their places i, j on a scale of `size` = K:
 * identity [i = j], linear 1 − |i−j|/(K−1), quadratic 1 − (i−j)²/(K−1)² (Cohen 1968, Psychol. Bull. 70:213), ordinal
 * 1 − C(|i−j|+1, 2)/C(K, 2) (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 3).
 */
export function agreementWeights(scheme: WeightScheme, size: number): number[][] {
  const farthest = lossOf(scheme, Math.max(1, size - 1))
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => 1 - lossOf(scheme, Math.abs(row - column)) / farthest),
  )
}

function lossOf(scheme: WeightScheme, steps: number): number {
  switch (scheme) {
    case 'identity':
      return steps === 0 ? 0 : 1
    case 'linear':
      return steps
    case 'quadratic':
      return steps ** 2
    case 'ordinal':
      return ((steps + 1) * steps) / 2
  }
}
