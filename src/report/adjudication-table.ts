import { stringify } from 'csv-stringify/sync'
import type { LocalText, UiLanguage } from '../domain/language.ts'
import type { RaterDisagreement } from '../domain/rater-disagreement.ts'
import { type EvalSetText, evalSetText } from './eval-set-text.ts'
import { namedTurns } from './named-turns.ts'
import { spreadsheetCell } from './spreadsheet-cell.ts'

/** Excel reads a file without it in the machine's own code page. */
const BYTE_ORDER_MARK = '\uFEFF'
const COLUMNS = ['id', 'criterion', 'title', 'verdicts', 'reasons', 'turns', 'settled', 'by', 'note'] as const

/**
 * Open disagreements as a CSV table for those who settle them: a row each, with empty cells for the verdict, who
 * settled it, and why.
 * @param titles of criteria, by their ids, as far as scorecards give them
 */
export function adjudicationTable(
  disagreements: readonly RaterDisagreement[],
  titles: ReadonlyMap<string, LocalText>,
  language: UiLanguage,
): string {
  const text = evalSetText(language)
  const heading = COLUMNS.map((column) => text[`column.${column}`])
  const rows = disagreements.map((one) =>
    rowOf(one, titles.get(one.criterion)?.[language] ?? '', text, language).map(spreadsheetCell),
  )
  return BYTE_ORDER_MARK + stringify([heading, ...rows], { record_delimiter: '\r\n' })
}

function rowOf(
  disagreement: RaterDisagreement,
  title: string,
  text: EvalSetText,
  language: UiLanguage,
): string[] {
  const { transcriptId, criterion, raters } = disagreement
  return [
    transcriptId,
    criterion,
    title,
    raters.map(({ rater, verdict }) => `${rater}: ${text[`cell.${verdict}`]}`).join('; '),
    raters.flatMap(({ rater, note }) => (note === null ? [] : [`${rater}: ${note}`])).join(' | '),
    namedTurns(disagreement, language).join(' | '),
    '',
    '',
    '',
  ]
}
