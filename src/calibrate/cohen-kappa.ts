import { agreementWeights, type WeightScheme } from './agreement-weights.ts'
import type { ContingencyTable } from './contingency-table.ts'
import { type TableShares, tableShares } from './table-shares.ts'

export interface CohenKappa {
  /** −1..1; 0 is what chance gives, 1 full agreement. */
  kappa: number | null
  /** Agreement seen and agreement by chance, weighted, 0..1; null where there is no pair. */
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
 * Cohen's κ = (po − pe) / (1 − pe) of two raters; for levels with `quadratic` weights, which stand for the distances
 * on the table's scale: a level nobody used has to be in it. One rater who is constant beside one who is not gives 0.
 * Cohen 1960, Educ. Psychol. Meas. 20:37 and 1968. SE: Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72:323.
 */
export function cohenKappa(table: ContingencyTable, scheme: WeightScheme = 'identity'): CohenKappa {
  const shares = tableShares(table)
  if (shares === null) return { kappa: null, po: null, pe: null, se: null, n: 0, reason: 'too_few_pairs' }
  const { n, rows, columns } = shares
  const weights = agreementWeights(scheme, table.length)
  const po = weighted(weights, (row, column) => table[row]?.[column] ?? 0) / n
  const pe = weighted(weights, (row, column) => (rows[row] ?? 0) * (columns[column] ?? 0))
  if (n < 2) return { kappa: null, po, pe, se: null, n, reason: 'too_few_pairs' }
  if (pe > CERTAIN) return { kappa: null, po, pe, se: null, n, reason: 'one_category' }
  return { kappa: (po - pe) / (1 - pe), po, pe, se: standardError(shares, weights, po, pe), n, reason: null }
}

function weighted(weights: number[][], of: (row: number, column: number) => number): number {
  let total = 0
  for (const [row, line] of weights.entries())
    for (const [column, weight] of line.entries()) if (weight !== 0) total += weight * of(row, column)
  return total
}

function standardError(
  { n, cells, rows, columns }: TableShares,
  weights: number[][],
  po: number,
  pe: number,
): number {
  // Mean weight of each of one rater's categories against what the other says.
  const ofRow = weights.map((line) => line.reduce((sum, weight, at) => sum + weight * (columns[at] ?? 0), 0))
  const ofColumn = weights.map((line) => line.reduce((sum, weight, at) => sum + weight * (rows[at] ?? 0), 0))
  let spread = -((po * pe - 2 * pe + po) ** 2)
  for (const [row, shares] of cells.entries())
    for (const [column, share] of shares.entries()) {
      const means = (ofRow[row] ?? 0) + (ofColumn[column] ?? 0)
      spread += share * ((weights[row]?.[column] ?? 0) * (1 - pe) - means * (1 - po)) ** 2
    }
  // Rounding can leave a variance of zero slightly below it.
  return Math.sqrt(Math.max(0, spread) / n) / (1 - pe) ** 2
}
