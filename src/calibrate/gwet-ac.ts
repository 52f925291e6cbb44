import type { ContingencyTable } from './contingency-table.ts'
import { type TableShares, tableShares } from './table-shares.ts'

export interface GwetAc1 {
  /** −1..1; 1 is full agreement, even where everyone used one category only. */
  ac1: number | null
  /** Agreement seen and agreement by chance, 0..1; null where `ac1` is. */
  pa: number | null
  pe: number | null
  se: number | null
  n: number
  /** Why `ac1` is null: fewer than two pairs, or a scale of one category. */
  reason: 'too_few_pairs' | 'one_category' | null
}

/**
 * Gwet's AC1 of two raters. Unlike κ it does not collapse where nearly everything is of one category, so it stands
 * beside κ: AC1 = (pa − pe) / (1 − pe), pe = Σ π(1 − π) / (q − 1), π the mean share of a category with both raters.
 * Gwet 2008, Br. J. Math. Stat. Psychol. 61:29; the variance is that of its linearised terms, one per pair.
 */
export function gwetAc1(table: ContingencyTable): GwetAc1 {
  const shares = tableShares(table)
  const n = shares?.n ?? 0
  const none = { ac1: null, pa: null, pe: null, se: null, n }
  if (table.length < 2) return { ...none, reason: 'one_category' }
  if (shares === null || n < 2) return { ...none, reason: 'too_few_pairs' }
  const others = shares.rows.map((row, category) => 1 - (row + (shares.columns[category] ?? 0)) / 2)
  const pe = others.reduce((total, other) => total + (1 - other) * other, 0) / (table.length - 1)
  const ac1 = (shares.agreed - pe) / (1 - pe)
  return { ac1, pa: shares.agreed, pe, se: standardError(shares, others, pe, ac1), n, reason: null }
}

function standardError(
  { n, cells }: TableShares,
  others: readonly number[],
  pe: number,
  ac1: number,
): number {
  let squares = 0
  for (const [row, shares] of cells.entries())
    for (const [column, share] of shares.entries()) {
      const agreement = ((row === column ? 1 : 0) - pe) / (1 - pe)
      const chance = ((others[row] ?? 0) + (others[column] ?? 0)) / 2 / (cells.length - 1)
      const linearised = agreement - (2 * (1 - ac1) * (chance - pe)) / (1 - pe)
      squares += share * (linearised - ac1) ** 2
    }
  return Math.sqrt(squares / (n - 1))
}
