/** Rows of numbers, one for each conversation, in one list. */
export interface Matrix {
  width: number
  values: Float64Array
}

export function matrixOf(rows: readonly Float64Array[]): Matrix {
  const width = rows[0]?.length ?? 0
  const values = new Float64Array(width * rows.length)
  for (const [index, row] of rows.entries()) values.set(row, index * width)
  return { width, values }
}

export function rowOf({ width, values }: Matrix, row: number): Float64Array {
  return values.subarray(row * width, (row + 1) * width)
}
