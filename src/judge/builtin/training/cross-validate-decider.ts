import { verdictShares } from '../criterion-model.ts'
import { fitDecider, type Lessons } from './fit-decider.ts'
import { rowOf } from './matrix.ts'

/**
 * The probability of each verdict for each row, by a decider that has not seen the row's fold.
 * @param rows those that are labelled; `folds` is by row of the matrix
 */
export function crossValidateDecider(
  lessons: Lessons,
  rows: Uint32Array,
  folds: Uint8Array,
): Map<number, Float64Array> {
  const shares = new Map<number, Float64Array>()
  for (const fold of new Set(rows.map((row) => folds[row] ?? 0))) {
    const decider = fitDecider(
      lessons,
      rows.filter((row) => folds[row] !== fold),
    )
    for (const row of rows.filter((one) => folds[one] === fold))
      shares.set(row, verdictShares(decider, rowOf(lessons.matrix, row)))
  }
  return shares
}
