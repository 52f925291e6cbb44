import type { ContingencyTable } from '../../calibrate/contingency-table.ts'

export interface ConfusionCell {
  n: number
  /** Of its row; null in an empty one. */
  share: number | null
  agrees: boolean
  /** Of five steps by share, 0 for an empty cell. */
  shade: number
}

export interface ConfusionRow {
  cells: ConfusionCell[]
  n: number
}

const SHADES = 5

/** A table as rows of cells with their share of the row; the diagonal agrees. */
export function confusionCells(table: ContingencyTable): ConfusionRow[] {
  return table.map((line, row) => {
    const n = line.reduce((sum, one) => sum + one, 0)
    const cells = line.map((one, column) => ({
      n: one,
      share: n === 0 ? null : one / n,
      agrees: row === column,
      shade: one === 0 || n === 0 ? 0 : Math.max(1, Math.ceil((one / n) * SHADES)),
    }))
    return { cells, n }
  })
}
