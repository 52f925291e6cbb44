import type { ContingencyTable } from './contingency-table.ts'

/** A contingency table as shares of its total, all in 0..1. */
export interface TableShares {
  /** The total of the table: pairs, or their weight. */
  n: number
  cells: number[][]
  /** Share of each category with the first rater (rows) and with the second (columns). */
  rows: number[]
  columns: number[]
  /** Share of the diagonal: both said the same. */
  agreed: number
}

/** Null where the table is empty. */
export function tableShares(table: ContingencyTable): TableShares | null {
  const rowTotals = table.map(sum)
  const n = sum(rowTotals)
  if (n === 0) return null
  const cells = table.map((row) => row.map((count) => count / n))
  return {
    n,
    cells,
    rows: rowTotals.map((total) => total / n),
    columns: table.map((_, column) => sum(table.map((row) => row[column] ?? 0)) / n),
    agreed: sum(table.map((row, category) => row[category] ?? 0)) / n,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
