import type { ContingencyTable } from './contingency-table.ts'

/** Chance agreement this near to 1 is 1, but for rounding. */
const CERTAIN = 1 - 1e-12

export interface TableAgreement {
  kappa: number | null
  ac1: number | null
  alpha: number | null
}

/**
 * Cohen's κ, Gwet's AC1 and Krippendorff's nominal α of one table of two raters, in one pass for thousands of
 * resamples: what `cohenKappa`, `gwetAc` and `krippendorffAlpha` say of it, without their standard errors.
 *
 * @param size takes the first so many categories for all there are. @default all
 */
export function tableAgreement(table: ContingencyTable, size = table.length): TableAgreement {
  let n = 0
  let agreed = 0
  for (let row = 0; row < size; row += 1) {
    const line = table[row] ?? []
    let total = 0
    for (let column = 0; column < size; column += 1) total += line[column] ?? 0
    n += total
    agreed += line[row] ?? 0
  }
  // Weights that stand for two pairs may add up to a rounding less.
  if (n < 2 - 1e-9) return { kappa: null, ac1: null, alpha: n === 0 ? null : alphaOf(table, size, n, agreed) }
  const po = agreed / n
  let pe = 0
  let spread = 0
  for (let category = 0; category < size; category += 1) {
    const [row, column] = marginsOf(table, size, category)
    pe += (row / n) * (column / n)
    const others = 1 - (row + column) / 2 / n
    spread += (1 - others) * others
  }
  const chance = spread / (size - 1)
  return {
    kappa: pe > CERTAIN ? null : (po - pe) / (1 - pe),
    ac1: size < 2 ? null : (po - chance) / (1 - chance),
    alpha: alphaOf(table, size, n, agreed),
  }
}

/** 1 − (2n − 1) · (n − agreed) · 2 / Σ pairs of unequal ratings among all 2n. */
function alphaOf(table: ContingencyTable, size: number, n: number, agreed: number): number | null {
  let equal = 0
  for (let category = 0; category < size; category += 1) {
    const [row, column] = marginsOf(table, size, category)
    equal += (row + column) ** 2
  }
  const unequal = (2 * n) ** 2 - equal
  return unequal <= 1e-9 * n ? null : 1 - (2 * (n - agreed) * (2 * n - 1)) / unequal
}

function marginsOf(table: ContingencyTable, size: number, category: number): [row: number, column: number] {
  const line = table[category] ?? []
  let row = 0
  let column = 0
  for (let other = 0; other < size; other += 1) {
    row += line[other] ?? 0
    column += table[other]?.[category] ?? 0
  }
  return [row, column]
}
