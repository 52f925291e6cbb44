import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore } from '../src/store/open.ts'
import { startPostgres, type TestPostgres } from './embedded-postgres.ts'
import { storeContract } from './store-contract.ts'

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'touchstone-store-'))
let files = 0
const newFile = (): string => join(folder, 'new', 'folder', `${files++}.db`)
const { postgres, missing } = await startPostgres(process.env.TEST_POSTGRES_URL).then(
  (postgres): { postgres: TestPostgres | null; missing: string } => ({ postgres, missing: '' }),
  (error: Error) => ({ postgres: null, missing: error.message }),
)

afterAll(async () => {
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
})

storeContract('a SQLite file', async () => {
  const file = newFile()
  return { open: (clock) => openStore(file, { migrationsFolder, clock }) }
})
if (postgres === null) test.skip(`store on PostgreSQL: ${missing}`)
else
  storeContract('PostgreSQL', async () => {
    const url = await postgres.createDatabase()
    return { open: (clock) => openStore(url, { migrationsFolder, clock }) }
  })

describe.each([
  ['a SQLite file', async () => newFile()],
  ...(postgres === null ? [] : [['PostgreSQL', () => postgres.createDatabase()] as const]),
] as const)('a program that is killed with calls on their way into %s', (_name, newAddress) => {
  test('loses none that it was told is kept', async () => {
    const url = await newAddress()
    const source = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
    const script = `import { writeSync } from 'node:fs'
      import { openStore } from ${source('../src/store/open.ts')}
      import { callOf, judgedFinding } from ${source('../src/store/testing/call-of.ts')}
      const store = await openStore(process.argv[1], { migrationsFolder: process.argv[2], clock: Date.now })
      let kept = 0
      const keepOn = async (lane) => {
        for (let number = 0; ; number += 1) {
          const name = lane + '-' + number
          await store.judgments.keep(callOf(name), [{ key: name, finding: judgedFinding('tone') }])
          writeSync(1, name + ' ')
          if (++kept === 100) process.kill(process.pid, 'SIGKILL')
        }
      }
      await Promise.all(Array.from({ length: 8 }, (_, lane) => keepOn(lane)))`
    const killed = promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      script,
      url,
      migrationsFolder,
    ])
    const failure: unknown = await killed.catch((error: unknown) => error)
    const { signal, stdout } = z.object({ signal: z.string(), stdout: z.string() }).parse(failure)
    const names = stdout.trim().split(' ')
    expect([signal, names.length]).toEqual(['SIGKILL', 100])
    const store = await openStore(url, { migrationsFolder, clock: Date.now })
    expect((await store.judgments.findings(names)).size).toBe(100)
    expect((await store.judgments.replies(names)).size).toBe(100)
    await store.close()
  })
})

describe('opening a SQLite file', () => {
  test.each([
    ':memory:',
    `sqlite:${newFile()}`,
    `file:${newFile()}`,
    `file://${newFile()}`,
    `sqlite://${newFile()}`,
  ])('takes %s', async (url) => {
    const store = await openStore(url, { migrationsFolder, clock: Date.now })
    await store.ping()
    await store.close()
  })

  test('works for several programs at once where there was none', async () => {
    const file = newFile()
    const script = `import { openStore } from ${JSON.stringify(new URL('../src/store/open.ts', import.meta.url).href)}
      const store = await openStore(process.argv[1], { migrationsFolder: process.argv[2], clock: Date.now })
      await store.createBatch({ id: process.argv[3], source: 'cli', scorecard: null, createdAt: 'x', state: 'done' })
      await store.close()`
    const names = ['p1', 'p2', 'p3', 'p4']
    const run = promisify(execFile)
    await Promise.all(
      names.map((name) =>
        run(process.execPath, ['--input-type=module', '-e', script, file, migrationsFolder, name]),
      ),
    )
    const store = await openStore(file, { migrationsFolder, clock: Date.now })
    expect((await store.batchesIn(['done'])).map(({ id }) => id)).toEqual(names)
    await store.close()
  })

  test('refuses a file that is no database', async () => {
    const file = join(folder, 'notes.txt')
    await writeFile(file, 'no database at all, only some words. '.repeat(200))
    await expect(openStore(file, { migrationsFolder, clock: Date.now })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: `cannot open the database ${file}: file is not a database`,
    })
  })

  test('refuses a folder it cannot be in', async () => {
    const file = join(folder, 'plain')
    await writeFile(file, '')
    await chmod(file, 0o400)
    await expect(openStore(join(file, 'a.db'), { migrationsFolder, clock: Date.now })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    })
  })

  test('refuses what a newer version wrote', async () => {
    const file = newFile()
    await (await openStore(file, { migrationsFolder, clock: Date.now })).close()
    const client = new Database(file)
    client.prepare('insert into schema_migrations values (?, ?)').run(Date.now() + 1e12, 'newer')
    client.close()
    await expect(openStore(file, { migrationsFolder, clock: Date.now })).rejects.toThrow(
      'written by a newer version',
    )
  })

  test.each(['mysql://root:secret@localhost/db', 'https://u:secret@example.com/a.db', 'sqlite:', ''])(
    'refuses the address %j without showing its password',
    async (url) => {
      const error: Error = await openStore(url, { migrationsFolder, clock: Date.now }).then(
        () => new Error('it opened'),
        (error) => error,
      )
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' })
      expect(error.message).not.toContain('secret')
    },
  )
})

describe('opening PostgreSQL', () => {
  test.each([
    'postgres://user:se@cret@127.0.0.1:1/db',
    'postgresql://user:se%40cret@localhost:1/db?password=se@cret',
  ])('tells without the password why %s does not answer', async (url) => {
    const error: Error = await openStore(url, { migrationsFolder, clock: Date.now }).then(
      () => new Error('it opened'),
      (error) => error,
    )
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect(error.message).toMatch(
      /^cannot open the database postgres(ql)?:\/\/(127\.0\.0\.1|localhost):\w+\/db: ./,
    )
    expect(error.message).not.toMatch(/cret/)
  })

  test('shows nothing of an address that cannot be read', async () => {
    await expect(
      openStore('postgres://user:se@cret@host:port/db', { migrationsFolder, clock: Date.now }),
    ).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.not.stringMatching(/cret|user:se/),
    })
  })

  test.skipIf(postgres === null)('works for several programs at once where there was none', async () => {
    const url = (await postgres?.createDatabase()) ?? ''
    const stores = await Promise.all(
      [1, 2, 3, 4].map(() => openStore(url, { migrationsFolder, clock: Date.now })),
    )
    await Promise.all(stores.map((store) => store.close()))
  })

  test.skipIf(postgres === null)('refuses what a newer version wrote', async () => {
    const url = (await postgres?.createDatabase()) ?? ''
    await (await openStore(url, { migrationsFolder, clock: Date.now })).close()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('insert into schema_migrations values ($1, $2)', [Date.now() + 1e12, 'newer'])
    await client.end()
    await expect(openStore(url, { migrationsFolder, clock: Date.now })).rejects.toThrow(
      'written by a newer version',
    )
  })
})
