import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { shippedScorecards } from '../src/app.ts'
import { readEvalSet } from '../src/files/read-eval-set.ts'
import { readMeasureSets } from '../src/files/read-measure-sets.ts'
import { trainJudge } from '../src/services/train-judge.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test('the weights that are shipped are what training on training-v1 gives, byte for byte', {
  timeout: 300_000,
}, async () => {
  const { set, problems } = await readEvalSet(`${root}eval/sets/training-v1`)
  expect(problems).toEqual([])
  const { weights } = trainJudge(set, {
    measureSets: await readMeasureSets(`${root}eval/sets`),
    scorecards: await shippedScorecards(),
    base: null,
  })
  expect(Buffer.compare(weights, readFileSync(`${root}data/judge/builtin.weights`))).toBe(0)
})
