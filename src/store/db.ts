import type { SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tables } from './tables.ts'

export type Value = string | number | boolean | null

/** `update` overwrites these columns of a row that is there, `leave` leaves the new row out. */
export type OnConflict = 'leave' | { key: readonly string[]; update: readonly string[] }

/** Rows for one table; gives the `returning` columns of each row that went in. */
export interface InsertRows {
  insertInto: SQLiteTable
  /** Column names as in the database, the row's values in their order. */
  columns: readonly string[]
  rows: readonly (readonly Value[])[]
  onConflict: OnConflict
  returning?: readonly string[]
}

/** Rows that share all but their last column, a number; rows that are there already are left out. */
export interface InsertGroups {
  insertGroups: SQLiteTable
  columns: readonly string[]
  groups: readonly { shared: readonly string[]; last: readonly number[] }[]
}

export interface DeleteRows {
  deleteFrom: SQLiteTable
  /** The columns that name a row. */
  columns: readonly string[]
  rows: readonly (readonly Value[])[]
}

export type Statement = SQL | InsertRows | InsertGroups | DeleteRows

/** A generator, because SQLite must run it without waiting: each `yield` gives the rows of its statement. */
export type Work = Generator<Statement, void, unknown[]>

/** What both databases can do; everything else of the store is written once on top of it. */
export interface Db {
  readonly tables: Tables
  /** A condition: the column holds one of these. One parameter, so that the statement is the same for any number. */
  oneOf(column: SQLiteColumn, values: readonly string[]): SQL
  all(query: SQL): Promise<unknown[]>
  /** All of the work or nothing. It may be started again from its beginning. */
  atomically(work: () => Work): Promise<void>
  close(): Promise<void>
}

/** PostgreSQL's text holds no NUL and SQLite's functions stop at one; documents are JSON, where it is escaped. */
export function storable<T>(value: T): T | string {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

/** What an insert does where the key is there already; the same text in both dialects. */
export function conflictText(onConflict: OnConflict): string {
  if (onConflict === 'leave') return 'on conflict do nothing'
  const update = onConflict.update.map((name) => `"${name}" = excluded."${name}"`).join(', ')
  return `on conflict (${quoted(onConflict.key)}) do update set ${update}`
}

export function returningText(returning: readonly string[] = []): string {
  return returning.length === 0 ? '' : `returning ${quoted(returning)}`
}
