import type { Issue } from '../domain/errors.ts'
import type { Selection } from '../domain/eval-set.ts'
import type { RaterScores, ScoreReading } from '../domain/rater-scores.ts'
import type { Row } from '../intake/group-rows.ts'
import { findLabelColumns, type LabelColumns } from './find-label-columns.ts'
import type { ImportDefaults } from './import-defaults.ts'
import { readHeadedTable } from './read-headed-table.ts'
import { withDefaults } from './read-import-lines.ts'
import { readLabelRow, textIn } from './read-label-table.ts'
import { readSelectionCells } from './read-selection-cells.ts'
import type { SetSettings } from './set-settings.ts'

/** Columns that say something of all labels of a row, in lower case. */
const OWN_HEADINGS = new Map([
  ['rater', 'rater'],
  ['质检员', 'rater'],
  ['评分人', 'rater'],
  ['复核人', 'rater'],
  ['at', 'at'],
  ['评分时间', 'at'],
  ['blind', 'blind'],
  ['盲评', 'blind'],
  ['how', 'how'],
  ['selection.how', 'how'],
  ['抽样方式', 'how'],
  ['probability', 'probability'],
  ['selection.probability', 'probability'],
  ['抽样概率', 'probability'],
  ['stratum', 'stratum'],
  ['selection.stratum', 'stratum'],
  ['分层', 'stratum'],
])
const BLIND_WORDS = new Map([
  ...['1', 'yes', 'true', 'blind', '是', '盲评'].map((word): [string, boolean] => [word, true]),
  ...['0', 'no', 'false', 'seen', '否', '非盲评'].map((word): [string, boolean] => [word, false]),
])

/**
 * Raters' scores from a table with one row a conversation of one rater, and a column a criterion. A row with a cell
 * that cannot be read comes out as its problems.
 * @throws GraderError EVAL_SET_INVALID where the headings leave open which column is what.
 */
export async function* readImportTable(
  file: string,
  settings: SetSettings,
  defaults: ImportDefaults,
): AsyncGenerator<ScoreReading<RaterScores>> {
  const findColumns = (cells: readonly string[]) => findLabelColumns(cells, file, settings, OWN_HEADINGS)
  for await (const read of readHeadedTable(file, findColumns)) {
    if ('problems' in read) {
      yield read
      continue
    }
    const { line, cells } = read.row
    const scores = readRow(read.row, read.columns, defaults)
    const rater = textIn(cells, read.columns.own.get('rater') ?? null) ?? defaults.rater
    yield Array.isArray(scores)
      ? { problems: scores.map((issue) => ({ file, line, ...issue })), rater }
      : { scores: { file, line, ...scores } }
  }
}

function readRow(
  row: Row,
  columns: LabelColumns,
  defaults: ImportDefaults,
): Omit<RaterScores, 'file' | 'line'> | Issue[] {
  const record = readLabelRow(row, columns)
  const own = (name: string) => textIn(row.cells, columns.own.get(name) ?? null)
  const at = own('at')
  const blind = own('blind')
  const time = at === null ? defaults.at : defaults.parseTime(at)
  const isBlind = blind === null ? defaults.blind : (BLIND_WORDS.get(blind.toLowerCase()) ?? null)
  const selection = selectionOf(own, defaults.selection)
  const issues = [
    ...(Array.isArray(record) ? record : []),
    ...(at !== null && time === null ? [unreadable('at', at, 'a time, as in 2026-06-12 10:30')] : []),
    ...(blind !== null && isBlind === null ? [unreadable('blind', blind, 'yes or no (是, 否)')] : []),
    ...('issues' in selection ? selection.issues : []),
  ].map((issue) => ({ ...issue, path: columns.own.get(issue.path) ?? issue.path }))
  if (Array.isArray(record) || 'issues' in selection || issues.length > 0) return issues
  const { id, labels, acts } = record
  const fields = Object.fromEntries(columns.criteria.map(({ criterion, verdict }) => [criterion, verdict]))
  return {
    id,
    rater: own('rater') ?? defaults.rater,
    labels: withDefaults(labels, { at: time, blind: isBlind }),
    acts,
    selection: selection.selection,
    fields,
  }
}

function selectionOf(
  own: (name: string) => string | null,
  otherwise: Selection | null,
): { selection: Selection | null } | { issues: Issue[] } {
  const cells = { how: own('how'), probability: own('probability'), stratum: own('stratum') }
  if (cells.how === null && cells.probability === null && cells.stratum === null)
    return { selection: otherwise }
  return readSelectionCells({
    how: cells.how ?? otherwise?.how ?? null,
    probability: cells.probability ?? otherwise?.probability?.toString() ?? null,
    stratum: cells.stratum ?? otherwise?.stratum ?? null,
  })
}

function unreadable(path: string, word: string, right: string): Issue {
  return { path, message: `"${word.slice(0, 40)}" cannot be read; expected ${right}, or nothing` }
}
