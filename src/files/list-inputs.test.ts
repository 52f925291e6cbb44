import { mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listInputs } from './list-inputs.ts'

async function folderOf(...names: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-list-'))
  for (const name of names) await writeFile(join(folder, name), '{}')
  return folder
}
const names = async (inputs: string[], outputs: string[] = []) =>
  (await listInputs(inputs, outputs)).map(({ path }) => path)

test('what the run writes is left out of folders and globs', async () => {
  const folder = await folderOf('day.jsonl', 'rejected.jsonl', 'grades.csv')
  const outputs = [join(folder, 'rejected.jsonl'), join(folder, 'grades.csv')]
  expect(await names([folder], outputs)).toEqual([join(folder, 'day.jsonl')])
  expect(await names([join(folder, '*.jsonl')], outputs)).toEqual([join(folder, 'day.jsonl')])
})

test('a file that the run would write over is refused as an input', async () => {
  const folder = await folderOf('rejected.jsonl')
  const file = join(folder, 'rejected.jsonl')
  await expect(listInputs([file], [file])).rejects.toMatchObject({ code: 'USAGE', file })
})

test('lock files of open workbooks and resource forks are no conversations', async () => {
  const folder = await folderOf('day.jsonl', '~$day.xlsx', '._day.jsonl')
  expect(await names([folder])).toEqual([join(folder, 'day.jsonl')])
})

test('a link to nothing is told by name', async () => {
  const folder = await folderOf('day.jsonl')
  const file = join(folder, 'gone.jsonl')
  await symlink(join(folder, 'nowhere'), file)
  await expect(listInputs([folder])).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND', file })
})

test('stdin can be named once', async () => {
  await expect(listInputs(['-', '-'])).rejects.toMatchObject({ code: 'USAGE' })
})
