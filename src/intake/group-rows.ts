import type { Issue } from '../domain/errors.ts'
import { detectLanguage } from './detect-language.ts'
import type { Mapping } from './mapping.ts'
import { lastRow, readCell } from './read-cell.ts'
import { readLabels } from './read-labels.ts'
import { type Message, makeReadMessage } from './read-message.ts'

/** One row of a table: its line in the file, its cells by heading, and what was wrong with it already. */
export interface Row {
  line: number
  cells: Record<string, string>
  issue?: Issue
}

/** The conversation that a group of rows makes, in the native format, or what is wrong with which row. */
export type Grouped = { value: unknown } | { line: number; issues: Issue[] }

/**
 * Makes one conversation of its rows: sorted by time (rows of the same time stay in file order), turns numbered
 * from 1. A row that cannot be read sets the whole conversation aside, because a part of it would be graded wrong.
 */
export function makeGroupRows(mapping: Mapping): (id: string, rows: readonly Row[]) => Grouped {
  const readMessage = makeReadMessage(mapping)
  const { columns, defaults } = mapping
  return (id, rows) => {
    const messages: Message[] = []
    for (const row of rows) {
      const message = readMessage(row)
      if ('path' in message) return { line: row.line, issues: [message] }
      messages.push(message)
    }
    const sorted = messages.toSorted((a, b) => millis(a.at) - millis(b.at))
    const labels = readLabels(rows, mapping)
    if ('issues' in labels) return labels
    const agent = sorted.find(
      ({ role, row }) => role === 'agent' && readCell(row, columns.agentId) !== '',
    )?.row
    const last = (column: string | undefined) => readCell(lastRow(rows, column), column)
    const own = defaults.language === 'auto' ? undefined : defaults.language
    return {
      value: dropEmpty({
        id: `${mapping.idPrefix}${id}`,
        channel: labels.channel ?? defaults.channel,
        language: labels.language ?? own ?? detectLanguage(rows.map((row) => row.cells[columns.text] ?? '')),
        stage: labels.stage ?? defaults.stage,
        caseId: last(columns.caseId),
        startedAt: sorted[0]?.at,
        agent:
          agent &&
          dropEmpty({
            id: readCell(agent, columns.agentId),
            name: readCell(agent, columns.agentName),
            team: readCell(agent, columns.agentTeam),
          }),
        customer: dropEmpty({ id: last(columns.customerId), name: last(columns.customerName) }),
        turns: sorted.map(({ row, at, endAt, role, event }, index) =>
          dropEmpty({
            id: index + 1,
            at,
            endAt,
            role,
            agentId: role === 'agent' ? readCell(row, columns.agentId) : undefined,
            text: row.cells[columns.text] ?? '',
            event,
          }),
        ),
        outcome: labels.csat === null ? undefined : { csat: labels.csat },
      }),
    }
  }
}

function millis(at: string | null): number {
  return at === null ? 0 : Date.parse(at)
}

/** Without empty strings, null, undefined except `text`: what a table leaves blank is absent. */
function dropEmpty(fields: Record<string, unknown>): Record<string, unknown> | undefined {
  const kept = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && value !== null && (value !== '' || name === 'text'),
  )
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}
