import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configuration, registry, shippedScorecards, weightsNamed } from '../app.ts'
import type { LabelledConversation } from '../domain/eval-set.ts'
import { readEvalSet } from '../files/read-eval-set.ts'
import { crossValidate } from './cross-validate.ts'
import { prepareScorecards } from './prepare-scorecards.ts'

const config = configuration()
const { set: training } = await readEvalSet(join(config.evalSetsFolder, 'training-v1'))
const { model: base } = await weightsNamed(config, 'builtin')
const scorecards = await shippedScorecards()
const named = { judge: 'builtin', model: null, promptHash: null, params: {} }

/** Labelled on what a judge can learn, and the same on what code checks and on what no form asks. */
function labelledBeside(one: LabelledConversation): LabelledConversation {
  const learnt = one.labels.respectful_tone ?? {}
  return { ...one, labels: { greeting: learnt, respectful_tone: learnt, smile: learnt } }
}

test('only what can be learnt is compared, though raters labelled more', async () => {
  const groups = ['t1', 't2', 't3']
  const conversations = training.conversations.filter(({ group }) => groups.includes(group))
  const set = { ...training, name: 'mine', conversations: conversations.map(labelledBeside) }
  const deps = {
    shelf: prepareScorecards(scorecards, registry, named),
    ...{ clock: () => Date.UTC(2026, 5, 30, 8), software: 'touchstone test', asOfMs: 0 },
  }
  const { run, report } = await crossValidate(deps, set, {
    ...{ folds: 3, measureSets: [], base, scorecard: null, folder: 'sets/mine', replicates: 20 },
  })
  expect(report.findings).toBe('crossvalidated')
  expect(report.criteria.map(({ criterion, n }) => [criterion, n])).toEqual([['respectful_tone', 120]])
  expect(report.unknownCriteria).toEqual([])
  expect(run.criteria).toEqual(['respectful_tone'])
})
