import { seededRandom } from '../../../domain/seeded-random.ts'
import { shuffle } from '../../../domain/shuffle.ts'

/** Rows of features in one flat list: row i has the columns [rowStarts[i], rowStarts[i+1]). */
export interface SparseRows {
  rowStarts: Uint32Array
  columns: Uint32Array
  values: Float32Array
  width: number
}

/**
 * L2-regularised logistic regression by coordinate descent in the dual (Yu, Huang and Lin 2011, algorithm 5):
 * minimises |w|²/2 + Σ costᵢ·log(1 + exp(−yᵢ·w·xᵢ)). `targets` are 0 or 1; `rows` are those to learn from. Seeded: the
 * same input gives the same bits.
 */
export function fitLogistic(
  features: SparseRows,
  targets: Uint8Array,
  rows: Uint32Array,
  { cost, passes = 12, seed = 1 }: { cost: number; passes?: number; seed?: number },
): Float64Array {
  const { rowStarts, columns, values, width } = features
  const weights = new Float64Array(width)
  const order = Uint32Array.from(rows.keys())
  const alphas = new Float64Array(rows.length)
  const squares = new Float64Array(rows.length)
  const random = seededRandom(seed)
  const tiny = Math.min(0.001 * cost, 1e-8)
  for (const [index, row] of rows.entries()) {
    const alpha = tiny
    alphas[index] = alpha
    const sign = targets[row] === 1 ? 1 : -1
    let square = 0
    for (let at = rowStarts[row] as number; at < (rowStarts[row + 1] as number); at += 1) {
      const value = values[at] as number
      square += value * value
      ;(weights[columns[at] as number] as number) += sign * alpha * value
    }
    squares[index] = square
  }
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random)
    for (const index of order) {
      const row = rows[index] as number
      const sign = targets[row] === 1 ? 1 : -1
      const start = rowStarts[row] as number
      const end = rowStarts[row + 1] as number
      let margin = 0
      for (let at = start; at < end; at += 1)
        margin += (weights[columns[at] as number] as number) * (values[at] as number)
      const before = alphas[index] as number
      const after = newtonStep(before, sign * margin, squares[index] as number, cost)
      const change = (after - before) * sign
      if (change === 0) continue
      alphas[index] = after
      for (let at = start; at < end; at += 1)
        (weights[columns[at] as number] as number) += change * (values[at] as number)
    }
  }
  return weights
}

/** Minimises the one-variable dual in α ∈ (0, cost) by Newton's method with a step back into the interval. */
function newtonStep(alpha: number, margin: number, square: number, cost: number): number {
  let z = alpha
  for (let step = 0; step < 30; step += 1) {
    const gradient = square * (z - alpha) + margin + Math.log(z / (cost - z))
    if (Math.abs(gradient) < 1e-6) break
    const curvature = square + cost / (z * (cost - z))
    const next = z - gradient / curvature
    z = next <= 0 ? z * 0.1 : next >= cost ? cost - (cost - z) * 0.1 : next
  }
  return z
}
