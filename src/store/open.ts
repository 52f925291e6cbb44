import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { GraderError } from '../domain/errors.ts'
import type { Store } from '../services/ports.ts'
import { batchStore } from './batches.ts'
import type { Db } from './db.ts'
import { gradeStore } from './grades.ts'
import { openPostgres } from './open-postgres.ts'
import { openSqlite } from './open-sqlite.ts'
import { replyStore } from './replies.ts'

/**
 * Opens the store at a SQLite file (a path, `sqlite:` or `file:` address, `:memory:`) or a `postgres://` address.
 * @throws GraderError STORE_UNAVAILABLE, which never shows a password.
 */
export async function openStore(
  url: string,
  { migrationsFolder }: { migrationsFolder: string },
): Promise<Store> {
  const db = await openDb(url, migrationsFolder)
  return {
    ...gradeStore(db),
    ...batchStore(db),
    ...replyStore(db),
    async ping() {
      try {
        await db.all(sql`select 1`)
      } catch (cause) {
        throw new GraderError('STORE_UNAVAILABLE', 'the database does not answer', { cause })
      }
    },
    close: () => db.close(),
  }
}

async function openDb(url: string, migrationsFolder: string): Promise<Db> {
  const isPostgres = /^postgres(?:ql)?:\/\//.test(url)
  try {
    if (isPostgres) return await openPostgres(url, join(migrationsFolder, 'postgres'))
    return openSqlite(url.replace(/^(?:sqlite|file):(?:\/\/(?=\/))?/, ''), join(migrationsFolder, 'sqlite'))
  } catch (cause) {
    const shown = url.replace(/(:\/\/[^:/@]*):[^@]*@/, '$1:***@')
    const why = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new GraderError('STORE_UNAVAILABLE', `cannot open the database ${shown}: ${why}`, { cause })
  }
}
