import { GraderError, type Issue } from '../domain/errors.ts'
import type { Selection } from '../domain/eval-set.ts'
import type { RaterScores, ScoreReading } from '../domain/rater-scores.ts'
import type { Row } from '../intake/group-rows.ts'
import { blindOf } from './blind-of.ts'
import { findLabelColumns, type LabelColumns } from './find-label-columns.ts'
import type { ImportDefaults, ImportNames } from './import-defaults.ts'
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
const NO_CRITERION = 'no column of the table is a criterion, so nothing of it can be taken in'

/**
 * Raters' scores from a table with one row a conversation of one rater, and a column a criterion. A row with a cell
 * that cannot be read comes out as its problems.
 * @throws GraderError EVAL_SET_INVALID where the headings leave open which column is what, or none is a criterion.
 */
export async function* readImportTable(
  file: string,
  settings: SetSettings,
  defaults: ImportDefaults,
  { known, columns: said }: ImportNames,
): AsyncGenerator<ScoreReading<RaterScores>> {
  const named = { ...settings, columns: { ...settings.columns, ...said } }
  const findColumns = (cells: readonly string[]) => {
    const columns = findLabelColumns(cells, file, named, { own: OWN_HEADINGS, known })
    refuseVoid(said, columns, file)
    if (columns.criteria.length > 0) return columns
    const issues = columns.problems.map(({ path, message }) => ({ path, message }))
    throw new GraderError('EVAL_SET_INVALID', NO_CRITERION, { file, issues })
  }
  for await (const read of readHeadedTable(file, findColumns, { tellEmpty: true })) {
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

/** What is said of headings is kept with a new set, so all of it has to hold. */
function refuseVoid(said: ImportNames['columns'], { heading, problems }: LabelColumns, file: string): void {
  const missing = Object.keys(said).filter((name) => !heading.includes(name))
  const issues = [
    ...missing.map((path) => ({
      path,
      message: `the table has no such heading; it has ${heading.join(', ')}`,
    })),
    ...problems
      .filter(({ path }) => Object.hasOwn(said, path))
      .map(({ path, message }) => ({ path, message })),
  ]
  if (issues.length === 0) return
  throw new GraderError('EVAL_SET_INVALID', 'what --column says does not hold', { file, issues })
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
  const isBlind = blind === null ? defaults.blind : blindOf(blind)
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
