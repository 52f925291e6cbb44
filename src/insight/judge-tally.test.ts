import { expect, test } from 'vitest'
import { judgeTally } from './judge-tally.ts'
import { findingOf, gradeOf, PROVENANCE } from './testing/grade-of.ts'

const FAIL = { verdict: 'fail', score: 0 } as const
const UNCERTIFIED = { by: 'judgment', standing: 'uncertified' } as const
const builtin = {
  ...PROVENANCE,
  judge: 'builtin',
  model: 'mine@1',
  params: { trainedOn: 'mine', trainedOnConversations: 756, labelledBy: 'models+people' },
}

test('the uncertified passes and fails of a judge are counted, and who taught it', () => {
  const tally = judgeTally()
  const open = { ...UNCERTIFIED, verdict: 'unscored', score: null, reason: 'judge_not_able' } as const
  const none = { ...UNCERTIFIED, verdict: 'not_applicable', score: null } as const
  const findings = [
    findingOf('a', UNCERTIFIED),
    findingOf('b', { ...UNCERTIFIED, ...FAIL }),
    findingOf('c', open),
    findingOf('d', none),
    findingOf('speed', FAIL),
  ]
  tally.add(gradeOf({ provenance: builtin, findings }))
  expect(tally.result()).toEqual([
    {
      judge: 'builtin',
      model: 'mine@1',
      trainedOn: { conversations: 756, labelledBy: ['models', 'people'] },
      certificate: null,
      conversations: 1,
      uncertified: 2,
    },
  ])
})

test('judges stand apart by their weights, the busiest first', () => {
  const tally = judgeTally()
  tally.add(gradeOf({}))
  for (const model of ['mine@2', 'mine@1', 'mine@2'])
    tally.add(gradeOf({ provenance: { ...builtin, model } }))
  const judges = tally.result().map(({ judge, model, conversations }) => [judge, model, conversations])
  expect(judges).toEqual([
    ['builtin', 'mine@2', 2],
    ['builtin', 'mine@1', 1],
    ['none', null, 1],
  ])
  expect(tally.result().at(-1)?.trainedOn).toBeNull()
})
