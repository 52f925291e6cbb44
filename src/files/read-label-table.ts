import type { Issue } from '../domain/errors.ts'
import type { Label, LabelVerdict } from '../domain/eval-set.ts'
import type { Row } from '../intake/group-rows.ts'
import { findLabelColumns, type LabelColumns } from './find-label-columns.ts'
import type { LabelReading, LabelRecord } from './label-record.ts'
import { readHeadedTable } from './read-headed-table.ts'
import type { SetSettings } from './set-settings.ts'

const WORDS = new Map<string, LabelVerdict>([
  ['pass', 'pass'],
  ['合格', 'pass'],
  ['通过', 'pass'],
  ['1', 'pass'],
  ['fail', 'fail'],
  ['不合格', 'fail'],
  ['未通过', 'fail'],
  ['不通过', 'fail'],
  ['0', 'fail'],
  ['na', 'not_applicable'],
  ['n/a', 'not_applicable'],
  ['not_applicable', 'not_applicable'],
  ['不适用', 'not_applicable'],
  ['-', 'not_applicable'],
])

/**
 * The labels of a table with one row a conversation and a column a criterion. A row with a cell that cannot be read
 * comes out as its problems; an empty cell is a criterion that was not labelled.
 * @throws GraderError EVAL_SET_INVALID where the headings leave open which column is what.
 */
export async function* readLabelTable(file: string, settings: SetSettings): AsyncGenerator<LabelReading> {
  const findColumns = (cells: readonly string[]) => findLabelColumns(cells, file, settings)
  for await (const read of readHeadedTable(file, findColumns)) {
    if ('problems' in read) {
      yield read
      continue
    }
    const { row, columns } = read
    const record = readLabelRow(row, columns)
    yield Array.isArray(record)
      ? { problems: record.map((issue) => ({ file, line: row.line, ...issue })) }
      : { record }
  }
}

/** What a row says, or what is wrong with which of its cells. */
export function readLabelRow({ line, cells, issue }: Row, columns: LabelColumns): LabelRecord | Issue[] {
  if (issue !== undefined) return [issue]
  const id = textIn(cells, columns.id)
  if (id === null) return [{ path: columns.id, message: 'is empty: which conversation is this?' }]
  const issues: Issue[] = []
  const labels: [string, Label][] = []
  for (const { criterion, verdict: column, note, level: levelColumn } of columns.criteria) {
    const word = textIn(cells, column)
    const level = textIn(cells, levelColumn)
    const verdict = word === null ? null : verdictOf(word)
    if (word === null && level === null) continue
    if (word === null)
      issues.push({ path: column, message: 'is empty beside a level; expected its verdict too' })
    else if (verdict === null) issues.push({ path: column, message: unreadableVerdict(word) })
    else if (level !== null && !/^\d{1,3}$/.test(level))
      issues.push({ path: levelColumn ?? column, message: unreadableLevel(level) })
    else labels.push([criterion, { ...unnoted(verdict), note: textIn(cells, note), ...leveled(level) }])
  }
  if (issues.length > 0) return issues
  return { id, line, labels: Object.fromEntries(labels), acts: null, group: textIn(cells, columns.group) }
}

/** The verdict that a person's word stands for; null where it is none. */
export function verdictOf(word: string): LabelVerdict | null {
  return WORDS.get(word.normalize('NFKC').toLowerCase()) ?? null
}

export function unreadableVerdict(word: string): string {
  return `"${word.slice(0, 40)}" is no verdict; expected pass, fail or na (合格, 不合格, 不适用; 1, 0, -), or nothing where it was not labelled`
}

/** What stands in a column, trimmed; null where nothing does, or there is no such column. */
export function textIn(cells: Row['cells'], column: string | null): string | null {
  const text = column === null ? '' : (cells[column] ?? '').trim()
  return text === '' ? null : text
}

function unreadableLevel(word: string): string {
  return `"${word.slice(0, 40)}" is no level; expected its place as a whole number, from 0 (the worst)`
}

function unnoted(verdict: LabelVerdict): Label {
  return { verdict, turns: [], confidence: null, note: null }
}

function leveled(level: string | null): Pick<Label, 'level'> {
  return level === null ? {} : { level: Number(level) }
}
