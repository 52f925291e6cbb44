import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSplit } from './write-split.ts'

async function folderOf(split?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-split-'))
  if (split !== undefined) await writeFile(join(folder, 'split.jsonl'), split)
  return folder
}

test('sides are written, and read again', async () => {
  const folder = await folderOf()
  await (await openSplit(folder)).add(
    new Map([
      ['a', 'tune'],
      ['b', 'holdout'],
    ]),
  )
  expect(await readFile(join(folder, 'split.jsonl'), 'utf8')).toBe(
    '{"id":"a","side":"tune"}\n{"id":"b","side":"holdout"}\n',
  )
  expect(Object.fromEntries((await openSplit(folder)).known)).toEqual({ a: 'tune', b: 'holdout' })
})

test('lines that are there stay as they are, and nothing but the file is left behind', async () => {
  const folder = await folderOf('{ "id": "gone", "side": "tune" }')
  await (await openSplit(folder)).add(new Map([['a', 'holdout']]))
  expect(await readFile(join(folder, 'split.jsonl'), 'utf8')).toBe(
    '{ "id": "gone", "side": "tune" }\n{"id":"a","side":"holdout"}\n',
  )
  expect(await readdir(folder)).toEqual(['split.jsonl'])
})

test.each([
  ['{"id":"a","side":"left"}\n', 'line 1: side'],
  ['{"id":"a","side":"tune"}\n{oops\n', 'line 2'],
  ['{"id":"a","side":"tune"}\n{"id":"a","side":"holdout"}\n', 'line 2: id'],
])('%j is refused: a conversation on no certain side could be dealt again', async (split, path) => {
  await expect(openSplit(await folderOf(split))).rejects.toMatchObject({
    code: 'EVAL_SET_INVALID',
    issues: [{ path }],
  })
})
