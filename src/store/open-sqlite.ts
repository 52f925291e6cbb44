import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { getTableName, is, SQL } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { Db, InsertRows, Statement, Value, Work } from './db.ts'
import * as tables from './tables.sqlite.ts'

/** Opens a SQLite file (made with its folder where there is none) and brings its tables up to date. */
export function openSqlite(file: string, migrationsFolder: string): Db {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const client = new Database(file)
  client.pragma('busy_timeout = 10000')
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = NORMAL')
  // Migrations of two programs that open the file at once must come one after the other.
  client.exec('create table if not exists opening (one integer); begin immediate; commit')
  migrate(drizzle(client), { migrationsFolder })
  const dialect = new SQLiteSyncDialect()
  const statements = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const prepared = client.prepare(text)
    statements.set(text, prepared)
    return prepared
  }
  const query = (sql: SQL): unknown[] => {
    const { sql: text, params } = dialect.sqlToQuery(sql)
    const statement = prepare(text)
    const bound = params.map(bindable)
    if (statement.reader) return statement.all(...bound)
    statement.run(...bound)
    return []
  }
  const insert = (rows: InsertRows): unknown[] => {
    const statement = prepare(insertText(rows))
    return rows.rows.filter((row) => statement.run(...row.map(bindable)).changes > 0).map(([key]) => key)
  }
  const run = (statement: Statement): unknown[] => (is(statement, SQL) ? query(statement) : insert(statement))
  const transaction = client.transaction((work: () => Work) => {
    const steps = work()
    for (let step = steps.next(); !step.done; step = steps.next(run(step.value)));
  })
  return {
    tables,
    all: async (sql) => query(sql),
    atomically: async (work) => transaction.immediate(work),
    close: async () => {
      client.close()
    },
  }
}

function insertText({ table, columns, onConflict }: InsertRows): string {
  const names = columns.map((name) => `"${name}"`).join(', ')
  const slots = columns.map(() => '?').join(', ')
  return `insert into "${getTableName(table)}" (${names}) values (${slots}) on conflict ${conflictText(onConflict)}`
}

/** The part of an insert that says what happens where the key is there already; the same in both dialects. */
export function conflictText(onConflict: InsertRows['onConflict']): string {
  if (onConflict === 'leave') return 'do nothing'
  const key = onConflict.key.map((name) => `"${name}"`).join(', ')
  return `(${key}) do update set ${onConflict.update.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`
}

function bindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value satisfies Value) : value
}
