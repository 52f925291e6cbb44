import { getTableName, is, SQL } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import {
  conflictText,
  type DeleteRows,
  type InsertGroups,
  type InsertRows,
  quoted,
  returningText,
  type Statement,
  storable,
} from './db.ts'

type Bound = string | number | bigint | null

/** A statement as SQLite runs it, once for each list of values; plain data, so that it can go to another thread. */
export interface SqliteStatement {
  text: string
  runs: Bound[][]
}

const dialect = new SQLiteSyncDialect()

export function compileSqlite(statement: Statement): SqliteStatement {
  if (is(statement, SQL)) {
    const { sql: text, params } = dialect.sqlToQuery(statement)
    return { text, runs: [params.map(bindable)] }
  }
  if ('insertInto' in statement) return { text: insertText(statement), runs: bindAll(statement.rows) }
  if ('deleteFrom' in statement) return { text: deleteText(statement), runs: bindAll(statement.rows) }
  const groups = statement.groups.map(({ shared, last }) => [...shared, JSON.stringify(last)])
  return { text: groupText(statement), runs: bindAll(groups) }
}

function insertText({ insertInto, columns, onConflict, returning }: InsertRows): string {
  return `insert into "${getTableName(insertInto)}" (${quoted(columns)}) values (${slots(columns.length)})
    ${conflictText(onConflict)} ${returningText(returning)}`
}

/** A statement a group: measured at 23 µs for the 20 finding rows of a grade, against 57 µs with one a row. */
function groupText({ insertGroups, columns }: InsertGroups): string {
  return `insert into "${getTableName(insertGroups)}" (${quoted(columns)})
    select ${slots(columns.length - 1)}, value from json_each(?) where true on conflict do nothing`
}

function deleteText({ deleteFrom, columns }: DeleteRows): string {
  return `delete from "${getTableName(deleteFrom)}" where (${quoted(columns)}) = (${slots(columns.length)})`
}

function slots(count: number): string {
  return Array(count).fill('?').join(', ')
}

function bindAll(rows: readonly (readonly unknown[])[]): Bound[][] {
  return rows.map((row) => row.map(bindable))
}

/** @throws TypeError on a value that SQLite cannot hold: a fault of ours. */
function bindable(value: unknown): Bound {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string') return storable(value)
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value
  throw new TypeError(`SQLite holds no ${typeof value}`)
}
