/** What brings each feature to a common scale: subtracted, then divided by (0 leaves the feature out). */
export interface Scales {
  means: Float32Array
  spreads: Float32Array
}

/** Features count up to this many standard deviations. */
const FARTHEST = 4

/** The features on the scale on which their weights are meant, written over. */
export function standardise({ means, spreads }: Scales, row: Float64Array): Float64Array {
  for (let feature = 0; feature < row.length; feature += 1) {
    const spread = spreads[feature] ?? 0
    const value = spread === 0 ? 0 : ((row[feature] ?? 0) - (means[feature] ?? 0)) / spread
    row[feature] = Math.max(-FARTHEST, Math.min(FARTHEST, value))
  }
  return row
}

/** Means and standard deviations of rows; a feature that hardly varies is left out. */
export function scalesOf(rows: readonly Float64Array[], leastSpread: number): Scales {
  const width = rows[0]?.length ?? 0
  const means = new Float32Array(width)
  const spreads = new Float32Array(width)
  for (let feature = 0; feature < width; feature += 1) {
    let sum = 0
    for (const row of rows) sum += row[feature] ?? 0
    const mean = sum / rows.length
    let squares = 0
    for (const row of rows) squares += ((row[feature] ?? 0) - mean) ** 2
    const spread = Math.sqrt(squares / rows.length)
    means[feature] = mean
    spreads[feature] = spread < leastSpread ? 0 : spread
  }
  return { means, spreads }
}
