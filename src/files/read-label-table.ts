import { GraderError, type Issue } from '../domain/errors.ts'
import type { Label, LabelVerdict } from '../domain/eval-set.ts'
import type { Row } from '../intake/group-rows.ts'
import { findLabelColumns, type LabelColumns } from './find-label-columns.ts'
import type { LabelReading, LabelRecord } from './label-record.ts'
import { readBytes } from './read-bytes.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { BrokenTable } from './read-table-error.ts'
import { BrokenUtf16 } from './read-utf8.ts'
import type { SetSettings } from './set-settings.ts'

const WORDS: Record<string, LabelVerdict> = {
  pass: 'pass',
  合格: 'pass',
  '1': 'pass',
  fail: 'fail',
  不合格: 'fail',
  '0': 'fail',
  na: 'not_applicable',
  'n/a': 'not_applicable',
  不适用: 'not_applicable',
  '-': 'not_applicable',
}

/**
 * The labels of a CSV file with one row a conversation and a column a criterion, in UTF-8, UTF-16 or GB18030. A row
 * with a cell that cannot be read comes out as its problems; an empty cell is a criterion that was not labelled.
 * @throws GraderError EVAL_SET_INVALID where the headings leave open which column is what.
 */
export async function* readLabelTable(file: string, settings: SetSettings): AsyncGenerator<LabelReading> {
  const headings: LabelColumns[] = []
  const acceptHeading = (heading: readonly string[]) => {
    const columns = findLabelColumns(heading, file, settings)
    headings.push(columns)
    return columns.heading
  }
  try {
    const rows = readCsvRows(readBytes(file), { encoding: 'auto', delimiter: ',', acceptHeading })
    for await (const row of rows) {
      const [columns] = headings
      if (columns === undefined) throw new GraderError('INTERNAL', 'a row came before its heading', { file })
      const read = readRow(row, columns)
      yield Array.isArray(read)
        ? { problems: read.map((issue) => ({ file, line: row.line, ...issue })) }
        : { record: read }
    }
    yield { problems: headings.flatMap(({ problems }) => problems) }
  } catch (error) {
    if (!(error instanceof BrokenTable) && !(error instanceof BrokenUtf16)) throw error
    const line = error instanceof BrokenTable ? error.line : null
    yield {
      problems: [{ file, line, path: '', message: `${error.message}; the table was read up to there` }],
    }
  }
}

function readRow({ line, cells, issue }: Row, columns: LabelColumns): LabelRecord | Issue[] {
  if (issue !== undefined) return [issue]
  const id = (cells[columns.id] ?? '').trim()
  if (id === '') return [{ path: columns.id, message: 'is empty: which conversation is this?' }]
  const issues: Issue[] = []
  const labels: [string, Label][] = []
  for (const { criterion, verdict: column, note } of columns.criteria) {
    const word = (cells[column] ?? '').trim()
    if (word === '') continue
    const verdict = verdictOf(word)
    if (verdict === null) issues.push({ path: column, message: unreadable(word) })
    else labels.push([criterion, { verdict, turns: [], confidence: null, note: textIn(cells, note) }])
  }
  if (issues.length > 0) return issues
  return { id, line, labels: Object.fromEntries(labels), acts: null, group: textIn(cells, columns.group) }
}

function verdictOf(word: string): LabelVerdict | null {
  const folded = word.normalize('NFKC').toLowerCase()
  return new Map(Object.entries(WORDS)).get(folded) ?? null
}

function unreadable(word: string): string {
  return `"${word.slice(0, 40)}" is no verdict; expected pass, fail or na (合格, 不合格, 不适用; 1, 0, -), or nothing where it was not labelled`
}

function textIn(cells: Row['cells'], column: string | null): string | null {
  const text = column === null ? '' : (cells[column] ?? '').trim()
  return text === '' ? null : text
}
