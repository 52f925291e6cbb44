import type { ContingencyTable } from './contingency-table.ts'
import { type TableShares, tableShares } from './table-shares.ts'

export interface CohenKappa {
  /** −1..1; 0 is what chance gives, 1 full agreement. */
  kappa: number | null
  /** Agreement seen and agreement by chance, 0..1; null where there is no pair. */
  po: number | null
  pe: number | null
  /** Large-sample standard error of `kappa`; null where it is. */
  se: number | null
  n: number
  /** Why `kappa` is null: fewer than two pairs, or both raters used one and the same category only. */
  reason: 'too_few_pairs' | 'one_category' | null
}

/** Chance agreement this near to 1 is 1, but for rounding. */
const CERTAIN = 1 - 1e-12

/**
 * Cohen's κ = (po − pe) / (1 − pe) of two raters. One rater who is constant beside one who is not gives exactly 0.
 * Cohen 1960, Educ. Psychol. Meas. 20:37. SE: Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72:323.
 */
export function cohenKappa(table: ContingencyTable): CohenKappa {
  const shares = tableShares(table)
  if (shares === null) return { kappa: null, po: null, pe: null, se: null, n: 0, reason: 'too_few_pairs' }
  const { n, agreed: po, rows, columns } = shares
  const pe = rows.reduce((total, row, category) => total + row * (columns[category] ?? 0), 0)
  if (n < 2) return { kappa: null, po, pe, se: null, n, reason: 'too_few_pairs' }
  if (pe > CERTAIN) return { kappa: null, po, pe, se: null, n, reason: 'one_category' }
  return { kappa: (po - pe) / (1 - pe), po, pe, se: standardError(shares, pe), n, reason: null }
}

function standardError({ n, cells, rows, columns, agreed: po }: TableShares, pe: number): number {
  let spread = -((po * pe - 2 * pe + po) ** 2)
  for (const [row, shares] of cells.entries())
    for (const [column, share] of shares.entries()) {
      // Fleiss, Cohen & Everitt's p.i + p.j: the row's category with the second rater, the column's with the first.
      const marginals = (columns[row] ?? 0) + (rows[column] ?? 0)
      spread += share * (row === column ? 1 - pe - marginals * (1 - po) : marginals * (1 - po)) ** 2
    }
  // Rounding can leave a variance of zero slightly below it.
  return Math.sqrt(Math.max(0, spread) / n) / (1 - pe) ** 2
}
