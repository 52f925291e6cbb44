import type { SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tables } from './tables.ts'

export type Value = string | number | boolean | null

/** Many rows for one table; a row whose key is there already is left out. */
export interface InsertRows {
  table: SQLiteTable
  /** Column names as in the database, the row's values in their order. */
  columns: readonly string[]
  rows: readonly (readonly Value[])[]
  /** `update` overwrites the other columns of a row that is there. */
  onConflict: 'leave' | { key: readonly string[]; update: readonly string[] }
}

export type Statement = SQL | InsertRows

/**
 * Statements of one transaction, one after another: each `yield` gives the rows of its statement (for `InsertRows`
 * the first column of each row that went in). A generator, because SQLite must run it without waiting.
 */
export type Work = Generator<Statement, void, unknown[]>

/** What both databases can do; everything else of the store is written once on top of it. */
export interface Db {
  readonly tables: Tables
  all(query: SQL): Promise<unknown[]>
  /** All of the work or nothing. */
  atomically(work: () => Work): Promise<void>
  close(): Promise<void>
}
