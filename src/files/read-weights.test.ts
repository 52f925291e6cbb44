import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../domain/hash.ts'
import { shippedBytes } from '../judge/builtin/testing/shipped-judge.ts'
import { decodeWeights, encodeWeights } from '../judge/builtin/weights.ts'
import { readWeights } from './read-weights.ts'

const folder = mkdtempSync(join(tmpdir(), 'touchstone-weights-'))

function fileOf(name: string, content: Uint8Array | string): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

test('weights are named by the sets they were trained on and the start of the file’s SHA-256', async () => {
  const bytes = shippedBytes()
  const { id, model } = await readWeights(fileOf('shipped.weights', bytes))
  expect(id).toBe(`training-v1@${sha256(bytes).slice(0, 12)}`)
  const team = { set: 'june', labelledBy: 'people', conversations: 60 } as const
  const tuned = encodeWeights({ ...model, trainedOn: [...model.trainedOn, team] })
  expect((await readWeights(fileOf('tuned.weights', tuned))).id).toBe(
    `training-v1+june@${sha256(tuned).slice(0, 12)}`,
  )
})

test('what is read is the model of the file', async () => {
  const { model } = await readWeights(fileOf('same.weights', shippedBytes()))
  expect(model.criteria).toEqual(decodeWeights(shippedBytes()).criteria)
})

test('a file that is not there, and one of something else, are refused by name', async () => {
  const missing = join(folder, 'none.weights')
  await expect(readWeights(missing)).rejects.toMatchObject({
    code: 'INPUT_NOT_FOUND',
    file: missing,
    message: expect.stringMatching(/^the judge's weights cannot be read: ENOENT/),
  })
  const cut = fileOf('cut.weights', shippedBytes().subarray(0, 9999))
  await expect(readWeights(cut)).rejects.toMatchObject({ code: 'WEIGHTS_INVALID', file: cut })
  const text = fileOf('text.weights', '{}')
  await expect(readWeights(text)).rejects.toMatchObject({
    code: 'WEIGHTS_INVALID',
    file: text,
    message: 'this is no file that `touchstone train` wrote',
  })
  await expect(readWeights(folder)).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND', file: folder })
})
