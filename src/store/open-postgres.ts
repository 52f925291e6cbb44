import { getTableColumns, getTableName, is, SQL } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Db, InsertRows, Statement } from './db.ts'
import { conflictText } from './open-sqlite.ts'
import * as tables from './tables.postgres.ts'

/** Any number that all our programs agree on; it keeps two of them from migrating at once. */
const MIGRATION_LOCK = 7_468_011

/** Connects to PostgreSQL and brings its tables up to date. */
export async function openPostgres(url: string, migrationsFolder: string): Promise<Db> {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 10_000 })
  // An idle connection that breaks is replaced at the next query; unheard, the event would end the program.
  pool.on('error', () => undefined)
  const migrating = await pool.connect()
  try {
    await migrating.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(drizzle(migrating), { migrationsFolder })
    await migrating.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
  } finally {
    migrating.release()
  }
  const dialect = new PgDialect()
  const run = async (client: pg.Pool | pg.PoolClient, statement: Statement): Promise<unknown[]> => {
    if (!is(statement, SQL)) return insert(client, statement)
    const { sql, params } = dialect.sqlToQuery(statement)
    return (await client.query(sql, params)).rows
  }
  return {
    tables,
    all: (query) => run(pool, query),
    async atomically(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const steps = work()
        let step = steps.next()
        while (!step.done) step = steps.next(await run(client, step.value))
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

/** One statement whatever the number of rows: a column is one array parameter. */
async function insert(client: pg.Pool | pg.PoolClient, { table, columns, rows, onConflict }: InsertRows) {
  if (rows.length === 0) return []
  const types = new Map(
    Object.values(getTableColumns(table)).map((column) => [column.name, column.getSQLType()]),
  )
  const names = columns.map((name) => `"${name}"`).join(', ')
  const arrays = columns.map((name, index) => `$${index + 1}::${types.get(name) ?? 'text'}[]`).join(', ')
  const values = columns.map((_, index) => rows.map((row) => row[index] ?? null))
  const text = `insert into "${getTableName(table)}" (${names}) select * from unnest(${arrays})
    on conflict ${conflictText(onConflict)} returning "${columns[0]}" as key`
  const inserted: { rows: { key: unknown }[] } = await client.query(text, values)
  return inserted.rows.map(({ key }) => key)
}
