import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { SqliteStatement } from './compile-sqlite.ts'

/** `cache_size` in KiB, `wal_autocheckpoint` in pages: a chunk of 256 grades is some 3 MB. */
const PRAGMAS = [
  'busy_timeout = 10000',
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'foreign_keys = ON',
  'cache_size = -16000',
  'wal_autocheckpoint = 4000',
]

/** A SQLite file that is open in this thread. */
export interface SqliteFile {
  run(statement: SqliteStatement): unknown[]
  close(): void
}

/** Opens a SQLite file, made with its folder where there is none. */
export function openSqliteFile(file: string): SqliteFile {
  if (file !== ':memory:') makeFolder(dirname(file))
  const client = new Database(file)
  const statements = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const prepared = client.prepare(text)
    statements.set(text, prepared)
    return prepared
  }
  const run = ({ text, runs }: SqliteStatement): unknown[] => {
    const statement = prepare(text)
    if (statement.reader) return runs.flatMap((values) => statement.all(...values))
    for (const values of runs) statement.run(...values)
    return []
  }
  try {
    for (const pragma of PRAGMAS) client.pragma(pragma)
  } catch (error) {
    client.close()
    throw error
  }
  return {
    run,
    close: () => {
      client.close()
    },
  }
}

/** Node's own `recursive` never ends where a system has the parent and yet finds none (/proc). */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (cause) {
    // Another program may have made it meanwhile.
    if (isFolder(folder)) return
    const detail = cause instanceof Error ? cause.message.replace(/, mkdir\b.*$/, '') : String(cause)
    throw new Error(`the folder ${folder} cannot be made (${detail})`, { cause })
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
