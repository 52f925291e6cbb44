import type { Issue } from '../domain/errors.ts'
import type { Row } from './group-rows.ts'

/** What stands in a column, trimmed; empty where the mapping names no such column. */
export function readCell(row: Row | undefined, column: string | undefined): string {
  return column === undefined ? '' : (row?.cells[column] ?? '').trim()
}

/** The last row with anything in a column. */
export function lastRow(rows: readonly Row[], column: string | undefined): Row | undefined {
  return rows.findLast((row) => readCell(row, column) !== '')
}

/** What a column's word means, by the mapping or as the wire format's own word; undefined where it is blank. */
export function readWord<T extends string>(
  row: Row | undefined,
  column: string | undefined,
  words: Record<string, T>,
  own: readonly T[],
): T | Issue | undefined {
  const text = readCell(row, column)
  if (text === '' || column === undefined) return undefined
  const known = [...Object.keys(words), ...own].join(', ')
  const message = `unknown word "${text}"; the mapping knows ${known}`
  return lookUp(words, text) ?? own.find((word) => word === text) ?? { path: column, message }
}

export function isIssue(value: string | Issue | null | undefined): value is Issue {
  return value !== null && typeof value === 'object'
}

/** Only the mapping's own words: a role called "constructor" is not known. */
export function lookUp<T>(words: Record<string, T>, text: string): T | undefined {
  return Object.hasOwn(words, text) ? words[text] : undefined
}
