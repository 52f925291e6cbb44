import { expect, test } from 'vitest'
import type { Finding } from '../domain/finding.ts'
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
      certificates: [],
      conversations: 1,
      standings: { auto: 0, assist: 0, off: 0, uncertified: 2 },
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

test('a judge’s verdicts are counted by how they stand, and every certificate it has is named once', () => {
  const tally = judgeTally()
  const judged = (standing: Finding['standing']) => findingOf(standing, { by: 'judgment', standing })
  const findings = [judged('auto'), judged('assist'), judged('assist'), judged('off'), findingOf('speed')]
  for (const certificate of ['c_b', 'c_a+c_b', null])
    tally.add(gradeOf({ provenance: { ...builtin, certificate }, findings }))
  expect(tally.result()).toMatchObject([
    // 3 conversations × (1 auto, 2 assist, 1 off); the check is not the judge's
    { certificates: ['c_a', 'c_b'], standings: { auto: 3, assist: 6, off: 3, uncertified: 0 } },
  ])
})
