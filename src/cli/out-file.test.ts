import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { extendOutFile, makeFolder, openOutFile } from './out-file.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'touchstone-out-'))

test('what is written stands in the file, in order, once it is closed', async () => {
  const path = join(await newFolder(), 'deep', 'er', 'day.jsonl')
  await makeFolder(join(path, '..'))
  const file = await openOutFile(path)
  for (const text of ['a', '界'.repeat(100_000), 'b']) await file.write(text)
  await file.close()
  expect(await readFile(path, 'utf8')).toBe(`a${'界'.repeat(100_000)}b`)
})

test.each([
  ['', 'new\n'],
  ['old\n', 'old\nnew\n'],
  ['old\nha', 'old\nha\nnew\n'], // killed in the middle of a line
])('a file that holds %j is gone on with on a line of its own', async (before, after) => {
  const path = join(await newFolder(), 'rejected.jsonl')
  await writeFile(path, before)
  const file = await extendOutFile(path)
  await file.write('new\n')
  await file.close()
  expect(await readFile(path, 'utf8')).toBe(after)
})

test('a file to go on with is made where there is none', async () => {
  const path = join(await newFolder(), 'rejected.jsonl')
  await (await extendOutFile(path)).close()
  expect(await readFile(path, 'utf8')).toBe('')
})

test('a folder that is there already is taken as it is', async () => {
  const folder = await newFolder()
  await expect(makeFolder(folder)).resolves.toBeUndefined()
})

test.each(['file', 'file/below', 'file/far/below'])('%s is no folder and says so', async (name) => {
  const folder = await newFolder()
  await writeFile(join(folder, 'file'), '')
  await expect(makeFolder(join(folder, name))).rejects.toMatchObject({ code: 'USAGE' })
})

test('a file that cannot be written is told by name', async () => {
  const path = join(await newFolder(), 'nowhere', 'day.jsonl')
  await expect(openOutFile(path)).rejects.toMatchObject({ code: 'USAGE', file: path })
})

test.skipIf(!existsSync('/dev/full'))(
  'a full disk is told at the latest when the file is closed',
  async () => {
    const file = await openOutFile('/dev/full')
    const writing = async () => {
      for (let piece = 0; piece < 10; piece += 1) await file.write('x'.repeat(100_000))
      await file.close()
    }
    await expect(writing()).rejects.toMatchObject({ code: 'USAGE', file: '/dev/full' })
  },
)
