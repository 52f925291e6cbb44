import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { addTo, type ContingencyTable, codeOf } from './contingency-table.ts'
import type { UnscoredBounds } from './eval-report.ts'
import type { EvaluatedItem } from './evaluate-items.ts'
import { tableAgreement } from './table-agreement.ts'
import { weightOf } from './weighted-share.ts'

/**
 * Agreement and κ with everything unscored taken as wrong, and as right.
 * @param decided items that have a reference
 * @param table of those that the judge scored, by weight
 */
export function unscoredBounds(decided: readonly EvaluatedItem[], table: ContingencyTable): UnscoredBounds {
  const missing = decided.filter(({ verdict }) => verdict === null)
  const [wrong, right] = [copyOf(table), copyOf(table)]
  const references = LABEL_VERDICTS.map((verdict) =>
    weightOf(decided.filter(({ reference }) => reference === verdict)),
  )
  for (const { reference, weight } of missing) {
    const row = codeOf(reference, LABEL_VERDICTS)
    addTo(right, row, row, weight)
    addTo(wrong, row, worstFor(row, references), weight)
  }
  const isEnough = decided.length >= 2
  const kappaOf = (one: ContingencyTable) => (isEnough ? tableAgreement(one).kappa : null)
  return {
    agreement: [agreementOf(wrong), agreementOf(right)],
    kappa: [kappaOf(wrong), kappaOf(right)],
  }
}

/** With agreement given, κ is lowest where chance agreement is highest: where the raters' commonest other verdict is said. */
function worstFor(row: number, references: readonly number[]): number {
  let worst = row === 0 ? 1 : 0
  for (const [column, weight] of references.entries())
    if (column !== row && weight > (references[worst] ?? 0)) worst = column
  return worst
}

function agreementOf(table: ContingencyTable): number | null {
  let [agreed, total] = [0, 0]
  for (const [row, line] of table.entries())
    for (const [column, weight] of line.entries()) {
      total += weight
      if (row === column) agreed += weight
    }
  return total === 0 ? null : agreed / total
}

function copyOf(table: ContingencyTable): number[][] {
  return table.map((line) => [...line])
}
