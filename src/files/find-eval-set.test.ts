import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findEvalSet, listEvalSets } from './find-eval-set.ts'
import { readMeasureSets } from './read-measure-sets.ts'

const shipped = fileURLToPath(new URL('../../eval/sets', import.meta.url))

test('a set is found by its name or by the path of its folder', async () => {
  expect(await findEvalSet('service-v1', shipped)).toBe(join(shipped, 'service-v1'))
  expect(await findEvalSet(`${shipped}/service-v1/`, '/nowhere')).toBe(`${shipped}/service-v1/`)
})

test('a set that is not there is refused, naming those there are', async () => {
  await expect(findEvalSet('service', shipped)).rejects.toMatchObject({
    code: 'EVAL_SET_NOT_FOUND',
    message: expect.stringMatching(/no set "service".*service-v1, training-v1/),
  })
})

test('a folder of sets that is not there has none', async () => {
  expect(await listEvalSets('/nowhere')).toEqual([])
})

test('only what measures is read for the comparison with a training set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-sets-'))
  await mkdir(join(folder, 'train'))
  await writeFile(join(folder, 'train', 'set.yaml'), 'purpose: train\n')
  expect(await readMeasureSets(folder)).toEqual([])
  expect((await readMeasureSets(shipped)).map(({ name }) => name)).toEqual(['service-v1'])
})
