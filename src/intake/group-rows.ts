import { DateTime } from 'luxon'
import type { Issue } from '../domain/errors.ts'
import type { Mapping } from './mapping.ts'

/** One row of a table: its line in the file and its cells by heading. */
export interface Row {
  line: number
  cells: Record<string, string>
}

/** The conversation that a group of rows makes, in the native format, or what is wrong with which row. */
export type Grouped = { value: unknown } | { line: number; issues: Issue[] }

/**
 * Makes one conversation of its rows: sorted by time (rows of the same time stay in file order), turns numbered
 * from 1. A row that cannot be read sets the whole conversation aside, because a part of it would be graded wrong.
 */
export function groupRows(id: string, rows: readonly Row[], mapping: Mapping): Grouped {
  const messages: { row: Row; at: DateTime | null; role: string }[] = []
  for (const row of rows) {
    const role = mapping.roles[cell(row, mapping.columns.role)]
    if (role === undefined) {
      const known = Object.keys(mapping.roles).join(', ')
      const found = cell(row, mapping.columns.role)
      return problem(row, mapping.columns.role, `unknown role "${found}"; the mapping knows ${known}`)
    }
    const at = timeOf(row, mapping)
    if (at !== null && !at.isValid) return problem(row, mapping.columns.at ?? '', timeMessage(row, mapping))
    messages.push({ row, at, role })
  }
  const sorted = messages.toSorted((a, b) => (a.at?.toMillis() ?? 0) - (b.at?.toMillis() ?? 0))
  const { columns, defaults } = mapping
  const agent = sorted.find(({ role, row }) => role === 'agent' && cell(row, columns.agentId) !== '')?.row
  const first = sorted[0]
  const csat = lastCell(rows, columns.csat)
  if (csat !== '' && !Number.isFinite(Number(csat)))
    return problem(rows[0], columns.csat ?? '', `"${csat}" is not a number from 1 to 5`)
  return {
    value: dropEmpty({
      id,
      channel: translate(lastCell(rows, columns.channel), mapping.channels) ?? defaults.channel,
      language: defaults.language,
      stage: translate(lastCell(rows, columns.stage), mapping.stages) ?? defaults.stage,
      startedAt: iso(first?.at),
      agent: agent && dropEmpty({ id: cell(agent, columns.agentId), name: cell(agent, columns.agentName) }),
      customer: dropEmpty({ id: lastCell(rows, columns.customerId) }),
      turns: sorted.map(({ row, at, role }, index) =>
        dropEmpty({
          id: index + 1,
          at: iso(at),
          role,
          agentId: role === 'agent' ? cell(row, columns.agentId) : undefined,
          text: cell(row, columns.text),
        }),
      ),
      outcome: csat === '' ? undefined : { csat: Number(csat) },
    }),
  }
}

function problem(row: Row | undefined, path: string, message: string): Grouped {
  return { line: row?.line ?? 0, issues: [{ path, message }] }
}

function cell(row: Row, column: string | undefined): string {
  return column === undefined ? '' : (row.cells[column] ?? '')
}

function lastCell(rows: readonly Row[], column: string | undefined): string {
  return rows.map((row) => cell(row, column).trim()).findLast((text) => text !== '') ?? ''
}

function translate(text: string, words: Record<string, string>): string | undefined {
  return text === '' ? undefined : (words[text] ?? text)
}

function timeOf(row: Row, { columns, timeFormats, defaults }: Mapping): DateTime | null {
  if (columns.at === undefined) return null
  const text = cell(row, columns.at).trim()
  const zone = { zone: defaults.timezone, setZone: false }
  for (const format of timeFormats) {
    const time = DateTime.fromFormat(text, format, zone)
    if (time.isValid) return time
  }
  const sql = DateTime.fromSQL(text, zone)
  return sql.isValid ? sql : DateTime.fromISO(text, zone)
}

function timeMessage(row: Row, { columns, timeFormats }: Mapping): string {
  const formats = ['2026-05-11 10:02:11', ...timeFormats].join(', ')
  return `"${cell(row, columns.at)}" is not a time as in ${formats}; add its format to timeFormats`
}

function iso(time: DateTime | null | undefined): string | undefined {
  return time?.toISO({ suppressMilliseconds: true }) ?? undefined
}

/** Without empty strings, undefined and empty objects except `text`: what a table leaves blank is absent. */
function dropEmpty(fields: Record<string, unknown>): Record<string, unknown> | undefined {
  const kept = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && (value !== '' || name === 'text'),
  )
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
