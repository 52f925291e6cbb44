/** A pivot below this share of its diagonal is a rounding rest: the columns depend on each other. */
const DEPENDENT = 1e-12

/**
 * Solves matrix · x = right for a symmetric positive definite matrix, of which only the lower half is read
 * (Cholesky). Null where the matrix is not positive definite.
 */
export function solvePositive(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const factor: number[][] = []
  for (const [row, cells] of matrix.entries()) {
    const line: number[] = []
    for (let column = 0; column <= row; column += 1) {
      let value = cells[column] ?? 0
      const above = column === row ? line : (factor[column] ?? [])
      for (let at = 0; at < column; at += 1) value -= (line[at] ?? 0) * (above[at] ?? 0)
      if (column < row) line.push(value / (above[column] ?? 1))
      else if (!(value > DEPENDENT * (cells[row] ?? 0))) return null
      else line.push(Math.sqrt(value))
    }
    factor.push(line)
  }
  return backward(factor, forward(factor, right))
}

function forward(factor: readonly number[][], right: readonly number[]): number[] {
  const solved: number[] = []
  for (const [row, line] of factor.entries()) {
    let value = right[row] ?? 0
    for (let at = 0; at < row; at += 1) value -= (line[at] ?? 0) * (solved[at] ?? 0)
    solved.push(value / (line[row] ?? 1))
  }
  return solved
}

function backward(factor: readonly number[][], right: readonly number[]): number[] {
  const solved = right.map(() => 0)
  for (let row = right.length - 1; row >= 0; row -= 1) {
    let value = right[row] ?? 0
    for (let at = row + 1; at < right.length; at += 1) value -= (factor[at]?.[row] ?? 0) * (solved[at] ?? 0)
    solved[row] = value / (factor[row]?.[row] ?? 1)
  }
  return solved
}
