import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { GraderError } from '../domain/errors.ts'
import type { Clock, Store } from '../services/ports.ts'
import { batchStore } from './batches.ts'
import type { Db } from './db.ts'
import { evalRunStore } from './eval-runs.ts'
import { explainOpening } from './explain-opening.ts'
import { gradeStore } from './grades.ts'
import { judgmentMemory } from './judgments.ts'
import { modelFacts } from './model-facts.ts'
import { openSqlite } from './open-sqlite.ts'
import { providerBatchStore } from './provider-batches.ts'
import { replyStore } from './replies.ts'
import { makeSpending } from './spending.ts'

interface OpenOptions {
  migrationsFolder: string
  /** When calls to models are kept. */
  clock: Clock
}

/**
 * Opens the store at a SQLite file (a path, `sqlite:` or `file:` address, `:memory:`) or a `postgres://` address.
 * @throws GraderError STORE_UNAVAILABLE, which never shows a password.
 */
export async function openStore(url: string, { migrationsFolder, clock }: OpenOptions): Promise<Store> {
  const db = await openDb(url, migrationsFolder)
  let closing: Promise<void> | undefined
  return {
    ...gradeStore(db),
    ...batchStore(db),
    ...replyStore(db),
    judgments: judgmentMemory(db, clock),
    providerBatches: providerBatchStore(db, clock),
    modelFacts: modelFacts(db),
    spending: makeSpending(db),
    evalRuns: evalRunStore(db),
    async ping() {
      try {
        await db.all(sql`select 1`)
      } catch (cause) {
        throw new GraderError('STORE_UNAVAILABLE', 'the database does not answer', { cause })
      }
    },
    close() {
      closing ??= db.close()
      return closing
    },
  }
}

async function openDb(url: string, migrationsFolder: string): Promise<Db> {
  try {
    if (/^postgres(?:ql)?:\/\//.test(url)) {
      // Loaded here because its driver takes longer to load than most commands take to run.
      const { openPostgres } = await import('./open-postgres.ts')
      return await openPostgres(url, join(migrationsFolder, 'postgres'))
    }
    return await openSqlite(sqliteFile(url), join(migrationsFolder, 'sqlite'))
  } catch (cause) {
    throw new GraderError('STORE_UNAVAILABLE', explainOpening(url, cause), { cause })
  }
}

/** @throws Error on an address of another kind of database. */
function sqliteFile(url: string): string {
  const path = url.replace(/^(?:sqlite|file):/, '')
  if (path === '') throw new Error('it names no file')
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path))
    throw new Error('expected a file, sqlite:<file>, :memory: or postgres://…')
  return path.startsWith('//') ? fileURLToPath(`file:${path}`) : path
}
