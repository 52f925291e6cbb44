import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refuseOtherFile } from './refuse-other-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'touchstone-test-'))

test('weights may be written where there is nothing, or weights', async () => {
  await refuseOtherFile(join(folder, 'new.weights'))
  await refuseOtherFile('data/judge/builtin.weights')
})

test('conversations and folders are not written over', async () => {
  const file = join(folder, 'transcripts.jsonl')
  await writeFile(file, '{"id":"a"}\n')
  await expect(refuseOtherFile(file)).rejects.toThrow('is there already and is no file of weights')
  await expect(refuseOtherFile(folder)).rejects.toThrow('is a folder')
})
