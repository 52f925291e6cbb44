import type { Row } from './group-rows.ts'

/** What stands in a column, trimmed; empty where the mapping names no such column. */
export function readCell(row: Row | undefined, column: string | undefined): string {
  return column === undefined ? '' : (row?.cells[column] ?? '').trim()
}

/** The wire format's word for the table's; the word itself where the mapping has none, for the schema to judge. */
export function translate(text: string, words: Record<string, string>): string | undefined {
  return text === '' ? undefined : (lookUp(words, text) ?? text)
}

/** Only the mapping's own words: a role called "constructor" is not known. */
export function lookUp<T>(words: Record<string, T>, text: string): T | undefined {
  return Object.hasOwn(words, text) ? words[text] : undefined
}
