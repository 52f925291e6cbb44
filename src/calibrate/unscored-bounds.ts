import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { addTo, type ContingencyTable, codeOf, emptyTable } from './contingency-table.ts'
import type { UnscoredBounds } from './eval-report.ts'
import type { EvaluatedItem } from './evaluate-items.ts'
import { tableAgreement } from './table-agreement.ts'
import { weightOf } from './weighted-share.ts'

/** Agreement and κ of items that have a reference, with everything unscored taken as wrong, and as right. */
export function unscoredBounds(decided: readonly EvaluatedItem[]): UnscoredBounds {
  const [wrong, right] = [emptyTable(LABEL_VERDICTS.length), emptyTable(LABEL_VERDICTS.length)]
  const references = LABEL_VERDICTS.map((verdict) =>
    weightOf(decided.filter(({ reference }) => reference === verdict)),
  )
  const factor = decided.length / weightOf(decided)
  for (const { reference, verdict, weight } of decided) {
    const row = codeOf(reference, LABEL_VERDICTS)
    const said = codeOf(verdict, LABEL_VERDICTS)
    addTo(right, row, said < 0 ? row : said, weight * factor)
    addTo(wrong, row, said < 0 ? worstFor(row, references) : said, weight * factor)
  }
  return {
    agreement: [agreementOf(wrong), agreementOf(right)],
    kappa: [tableAgreement(wrong).kappa, tableAgreement(right).kappa],
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
