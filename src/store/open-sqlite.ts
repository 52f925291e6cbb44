import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { getTableName, is, SQL, sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import {
  conflictText,
  type Db,
  type DeleteRows,
  type InsertGroups,
  type InsertRows,
  quoted,
  returningText,
  type Statement,
  storable,
  type Work,
} from './db.ts'
import { migrate } from './migrate.ts'
import * as tables from './tables.sqlite.ts'

/** `cache_size` in KiB, `wal_autocheckpoint` in pages: a chunk of 256 grades is some 3 MB. */
const PRAGMAS = [
  'busy_timeout = 10000',
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'foreign_keys = ON',
  'cache_size = -64000',
  'wal_autocheckpoint = 4000',
]

/** Opens a SQLite file (made with its folder where there is none) and brings its tables up to date. */
export function openSqlite(file: string, migrationsFolder: string): Db {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const client = new Database(file)
  const run = statementRunner(client)
  const transaction = client.transaction((work: () => Work) => {
    const steps = work()
    for (let step = steps.next(); !step.done; step = steps.next(run(step.value)));
  })
  try {
    for (const pragma of PRAGMAS) client.pragma(pragma)
    transaction.immediate(() => migrate(migrationsFolder))
  } catch (error) {
    client.close()
    throw error
  }
  return {
    tables,
    oneOf: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
    all: async (query) => run(query),
    atomically: async (work) => transaction.immediate(work),
    close: async () => {
      client.close()
    },
  }
}

function statementRunner(client: Database.Database): (statement: Statement) => unknown[] {
  const dialect = new SQLiteSyncDialect()
  const statements = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const prepared = client.prepare(text)
    statements.set(text, prepared)
    return prepared
  }
  const runOne = (statement: Database.Statement, values: readonly unknown[]): unknown[] => {
    const bound = values.map(bindable)
    if (statement.reader) return statement.all(...bound)
    statement.run(...bound)
    return []
  }
  const runRows = (text: string, rows: readonly (readonly unknown[])[]): unknown[] => {
    const statement = prepare(text)
    return rows.flatMap((row) => runOne(statement, row))
  }
  return (statement) => {
    if (is(statement, SQL)) {
      const { sql: text, params } = dialect.sqlToQuery(statement)
      return runOne(prepare(text), params)
    }
    if ('insertInto' in statement) return runRows(insertText(statement), statement.rows)
    if ('deleteFrom' in statement) return runRows(deleteText(statement), statement.rows)
    const groups = statement.groups.map(({ shared, last }) => [...shared, JSON.stringify(last)])
    return runRows(groupText(statement), groups)
  }
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

function bindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : storable(value)
}
