/** A row of columns and whether it is a case (1) or not (0). */
export interface Labelled {
  row: readonly number[]
  label: number
}

export interface Logistic {
  intercept: number
  weights: number[]
}

/** Enough for Newton's method from zero, penalised. */
const STEPS = 12

/**
 * Ridge logistic regression by Newton's method. Columns are scaled by their spread, at least `leastSpread`, before
 * `penalty` holds their weights down; the weights returned are per unit of the column as given.
 */
export function ridgeLogistic(
  cases: readonly Labelled[],
  penalty: number,
  leastSpread: readonly number[],
): Logistic {
  const n = cases.length
  const mean = leastSpread.map((_, column) => cases.reduce((sum, { row }) => sum + (row[column] ?? 0), 0) / n)
  const scale = leastSpread.map((least, column) => {
    const squares = cases.reduce((sum, { row }) => sum + ((row[column] ?? 0) - (mean[column] ?? 0)) ** 2, 0)
    return Math.max(Math.sqrt(squares / n), least)
  })
  const rows = cases.map(({ row }) => [
    ...row.map((value, column) => (value - (mean[column] ?? 0)) / (scale[column] ?? 1)),
    1,
  ])
  const size = leastSpread.length + 1
  const held = (at: number) => (at < size - 1 ? penalty : 0)
  const solution = new Float64Array(size)
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = Float64Array.from(solution, (weight, at) => -held(at) * weight)
    const hessian = Array.from({ length: size }, (_, at) => {
      const line = new Float64Array(size)
      line[at] = held(at)
      return line
    })
    for (const [index, row] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-dot(solution, row)))
      const missed = (cases[index]?.label ?? 0) - p
      for (const [at, line] of hessian.entries()) {
        const value = row[at] ?? 0
        gradient[at] = (gradient[at] ?? 0) + missed * value
        for (let other = 0; other < size; other += 1)
          line[other] = (line[other] ?? 0) + p * (1 - p) * value * (row[other] ?? 0)
      }
    }
    for (const [at, change] of solve(hessian, gradient).entries()) solution[at] = (solution[at] ?? 0) + change
  }
  const weights = scale.map((spread, column) => (solution[column] ?? 0) / spread)
  return { intercept: (solution[size - 1] ?? 0) - dot(weights, mean), weights }
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

/** Gauss's elimination; the matrix is positive definite, so no row need be exchanged. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  for (let pivot = 0; pivot < size; pivot += 1)
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = (matrix[row]?.[pivot] ?? 0) / (matrix[pivot]?.[pivot] ?? 1)
      const line = matrix[row]
      if (line === undefined || factor === 0) continue
      for (let at = pivot; at < size; at += 1)
        line[at] = (line[at] ?? 0) - factor * (matrix[pivot]?.[at] ?? 0)
      right[row] = (right[row] ?? 0) - factor * (right[pivot] ?? 0)
    }
  const solved = new Float64Array(size)
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = right[row] ?? 0
    for (let at = row + 1; at < size; at += 1) rest -= (matrix[row]?.[at] ?? 0) * (solved[at] ?? 0)
    solved[row] = rest / (matrix[row]?.[row] ?? 1)
  }
  return solved
}
