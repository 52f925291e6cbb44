import * as pg from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'

/** The column kinds of our tables in SQLite. */
export const sqliteColumns = {
  table: sqlite.sqliteTable,
  index: sqlite.index,
  primaryKey: sqlite.primaryKey,
  text: (name: string) => sqlite.text(name),
  integer: (name: string) => sqlite.integer(name),
  real: (name: string) => sqlite.real(name),
  flag: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  serial: (name: string) => sqlite.integer(name).primaryKey({ autoIncrement: true }),
}

/**
 * The same in PostgreSQL, under SQLite's types so that one definition serves both. Documents are text there too:
 * jsonb refuses the \u0000 that hostile transcripts may hold.
 */
export const pgColumns = {
  table: pg.pgTable,
  index: pg.index,
  primaryKey: pg.primaryKey,
  text: (name: string) => pg.text(name),
  integer: (name: string) => pg.bigint(name, { mode: 'number' }),
  real: (name: string) => pg.doublePrecision(name),
  flag: (name: string) => pg.boolean(name),
  serial: (name: string) => pg.bigserial(name, { mode: 'number' }).primaryKey(),
} as unknown as typeof sqliteColumns
