import { getTableColumns, getTableName, is, SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import pg from 'pg'
import { conflictText, type Db, quoted, returningText, type Statement, storable, type Work } from './db.ts'
import { migrate } from './migrate.ts'
import * as tables from './tables.postgres.ts'

/** Any number that all our programs agree on; it keeps two of them from migrating at once. */
const MIGRATION_LOCK = 7_468_011
/** Two chunks that met the same keys in another order (deadlock_detected): one is rolled back and may try again. */
const DEADLOCK = '40P01'
const MAX_ATTEMPTS = 5

/** Connects to PostgreSQL and brings its tables up to date. */
export async function openPostgres(url: string, migrationsFolder: string): Promise<Db> {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 10_000 })
  // An idle connection that breaks is replaced at the next query; unheard, the event would end the program.
  pool.on('error', () => undefined)
  const atomically = async (work: () => Work): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transaction(pool, work)
      } catch (error) {
        const deadlocked = error instanceof pg.DatabaseError && error.code === DEADLOCK
        if (!deadlocked || attempt === MAX_ATTEMPTS) throw error
      }
    }
  }
  try {
    await atomically(function* () {
      yield sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      yield* migrate(migrationsFolder)
    })
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    tables,
    oneOf: (column, values) => sql`${column} = any(${sql.param(values.map(storable))}::text[])`,
    all: (query) => run(pool, query),
    atomically,
    close: () => pool.end(),
  }
}

async function transaction(pool: pg.Pool, work: () => Work): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const steps = work()
    let step = steps.next()
    while (!step.done) step = steps.next(await run(client, step.value))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const dialect = new PgDialect()

/** One round trip whatever the number of rows: a column is one array parameter. */
async function run(client: pg.Pool | pg.PoolClient, statement: Statement): Promise<unknown[]> {
  if (is(statement, SQL)) {
    const { sql: text, params } = dialect.sqlToQuery(statement)
    return (await client.query(text, params.map(storable))).rows
  }
  if ('insertInto' in statement) {
    const { insertInto, columns, rows, onConflict, returning } = statement
    const { from, values } = unnest(insertInto, columns, rows)
    const text = `insert into "${getTableName(insertInto)}" (${quoted(columns)}) select * from ${from}
      ${conflictText(onConflict)} ${returningText(returning)}`
    return rows.length === 0 ? [] : (await client.query(text, values)).rows
  }
  if ('deleteFrom' in statement) {
    const { deleteFrom, columns, rows } = statement
    const { from, values } = unnest(deleteFrom, columns, rows)
    const text = `delete from "${getTableName(deleteFrom)}" where (${quoted(columns)}) in (select * from ${from})`
    return rows.length === 0 ? [] : (await client.query(text, values)).rows
  }
  const { insertGroups, columns, groups } = statement
  const rows = groups.flatMap(({ shared, last }) => last.map((value) => [...shared, value]))
  return run(client, { insertInto: insertGroups, columns, rows, onConflict: 'leave' })
}

function unnest(table: SQLiteTable, columns: readonly string[], rows: readonly (readonly unknown[])[]) {
  const kinds = new Map(
    Object.values(getTableColumns(table)).map((column) => [column.name, column.getSQLType()]),
  )
  const arrays = columns.map((name, index) => `$${index + 1}::${arrayKind(kinds.get(name))}[]`)
  const values = columns.map((_, index) => rows.map((row) => storable(row[index] ?? null)))
  return { from: `unnest(${arrays.join(', ')})`, values }
}

function arrayKind(kind = 'text'): string {
  return kind === 'bigserial' ? 'bigint' : kind
}
