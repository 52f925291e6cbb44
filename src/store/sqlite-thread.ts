import { parentPort, workerData } from 'node:worker_threads'
import type { SqliteStatement } from './compile-sqlite.ts'
import { openSqliteFile } from './sqlite-file.ts'

/** `close` ends the thread when everything before it has run. */
export type Request = { statement: SqliteStatement } | 'close'

/** One reply to each request, in order; the first says whether the file was opened. */
export type Reply = { rows: unknown[] } | { error: { message: string; code: string | null } }

const file: unknown = workerData
const port = parentPort
if (port === null || typeof file !== 'string') throw new Error('this file runs as a thread of the store')

const reply = (work: () => unknown[]) => {
  try {
    port.postMessage({ rows: work() } satisfies Reply)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
    port.postMessage({ error: { message, code } } satisfies Reply)
  }
}

let database: ReturnType<typeof openSqliteFile> | null = null
reply(() => {
  database = openSqliteFile(file)
  return []
})
port.on('message', (request: Request) => {
  reply(() => {
    if (request !== 'close') return database?.run(request.statement) ?? []
    database?.close()
    return []
  })
  if (request === 'close') port.close()
})
