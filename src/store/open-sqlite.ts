import { Worker } from 'node:worker_threads'
import { sql } from 'drizzle-orm'
import { compileSqlite, type SqliteStatement } from './compile-sqlite.ts'
import type { Db, Work } from './db.ts'
import { migrate } from './migrate.ts'
import { openSqliteFile } from './sqlite-file.ts'
import type { Reply, Request } from './sqlite-thread.ts'
import * as tables from './tables.sqlite.ts'

/** Runs statements one after another, wherever the file is open. */
interface Runner {
  run(statement: SqliteStatement): Promise<unknown[]>
  close(): Promise<void>
}

/**
 * Opens a SQLite file and brings its tables up to date. It lives in a thread of its own: storing a grade takes about as long as grading it, and so
 * both go on at once. A database in memory stays in this thread.
 */
export async function openSqlite(file: string, migrationsFolder: string): Promise<Db> {
  const runner = file === ':memory:' ? runHere(file) : await runInThread(file)
  const oneAtATime = makeQueue()
  const run = (text: string) => runner.run({ text, runs: [[]] })
  const atomically = (work: () => Work) =>
    oneAtATime(async () => {
      await run('begin immediate')
      try {
        await runWork(runner, work)
        await run('commit')
      } catch (error) {
        await run('rollback')
        throw error
      }
    })
  try {
    await atomically(() => migrate(migrationsFolder))
  } catch (error) {
    await runner.close()
    throw error
  }
  return {
    tables,
    oneOf: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
    all: (query) => oneAtATime(() => runner.run(compileSqlite(query))),
    atomically,
    close: () => oneAtATime(() => runner.close()),
  }
}

async function runWork(runner: Runner, work: () => Work): Promise<void> {
  const steps = work()
  let step = steps.next()
  while (!step.done) step = steps.next(await runner.run(compileSqlite(step.value)))
}

/** There is one connection, so nothing may come between the statements of a transaction. */
function makeQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}

function runHere(file: string): Runner {
  const database = openSqliteFile(file)
  return {
    run: async (statement) => database.run(statement),
    close: async () => database.close(),
  }
}

async function runInThread(file: string): Promise<Runner> {
  const source = import.meta.url.endsWith('.ts') ? './sqlite-thread.ts' : './sqlite-thread.mjs'
  // Flags meant for the main program, such as --input-type, would end the thread.
  const thread = new Worker(new URL(source, import.meta.url), { workerData: file, execArgv: [] })
  const waiting: PromiseWithResolvers<unknown[]>[] = []
  let ended: Error | null = null
  const expect = (): Promise<unknown[]> => {
    if (ended !== null) return Promise.reject(ended)
    const reply = Promise.withResolvers<unknown[]>()
    waiting.push(reply)
    thread.ref()
    return reply.promise
  }
  const end = (error: Error) => {
    ended ??= error
    for (const reply of waiting.splice(0)) reply.reject(ended)
  }
  thread.on('message', (reply: Reply) => {
    // An idle thread does not keep the program from ending.
    if (waiting.length === 1) thread.unref()
    if ('rows' in reply) waiting.shift()?.resolve(reply.rows)
    else waiting.shift()?.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }))
  })
  thread.on('error', end)
  thread.on('exit', () => end(new Error('the database is closed')))
  const ask = (request: Request): Promise<unknown[]> => {
    const reply = expect()
    thread.postMessage(request)
    return reply
  }
  try {
    await expect()
  } catch (error) {
    await thread.terminate()
    throw error
  }
  return {
    run: (statement) => ask({ statement }),
    async close() {
      await ask('close')
      end(new Error('the database is closed'))
    },
  }
}
