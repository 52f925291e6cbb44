import type { Issue } from '../domain/errors.ts'
import { type Role, TurnEvent } from '../domain/transcript.ts'
import type { Row } from './group-rows.ts'
import type { Mapping } from './mapping.ts'
import { makeTimeParser } from './parse-time.ts'
import { isIssue, lookUp, readCell, readWord } from './read-cell.ts'

export interface Message {
  row: Row
  at: string | null
  endAt: string | null
  role: Role
  event: TurnEvent | undefined
}

/** Reads rows as messages one by one, or says which column of a row is wrong. */
export function makeReadMessage(mapping: Mapping): (row: Row) => Message | Issue {
  const { columns, roles, events } = mapping
  const readTime = makeReadTime(mapping)
  const known = Object.keys(roles).join(', ')
  return (row) => {
    if (row.issue !== undefined) return row.issue
    if (readCell(row, columns.conversation) === '')
      return { path: columns.conversation, message: 'is blank: which conversation is this row part of?' }
    const word = readCell(row, columns.role)
    const role = lookUp(roles, word)
    if (role === undefined)
      return { path: columns.role, message: `unknown role "${word}"; the mapping knows ${known}` }
    // A blank end is a turn without one; a blank start would leave the row no place in the conversation.
    const at = columns.at === undefined ? null : readTime(row, columns.at)
    const endAt = readCell(row, columns.endAt) === '' ? null : readTime(row, columns.endAt ?? '')
    if (isIssue(at)) return at
    if (isIssue(endAt)) return endAt
    const event = readWord(row, columns.event, events, TurnEvent.options)
    return isIssue(event) ? event : { row, at, endAt, role, event }
  }
}

function makeReadTime(mapping: Mapping): (row: Row, column: string) => string | Issue {
  const parseTime = makeTimeParser(mapping)
  const own = mapping.timeFormats === 'auto' ? [] : mapping.timeFormats
  const formats = ['2026-05-11 10:02:11', ...own].join(', ')
  return (row, column) => {
    const text = readCell(row, column)
    const message = `"${text}" is not a time as in ${formats}; add its format to timeFormats`
    return parseTime(text) ?? { path: column, message }
  }
}
