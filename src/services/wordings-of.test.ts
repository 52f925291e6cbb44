import { expect, test } from 'vitest'
import { partOf } from '../domain/eval-set-part.ts'
import { judgeSet } from './judge-set.ts'
import { planSet } from './plan-set.ts'
import { LAB_OPTIONS, labDeps, labForm, labJudge, labSet, type Say } from './testing/lab-of.ts'
import { isUnable, judgedCriteria, wordingsOf } from './wordings-of.ts'

const cards = [
  labForm('chats', { tone: 'Polite?', care: 'Caring?' }, { appliesTo: { channels: ['chat'] } }),
  labForm('mails', { tone: 'Polite in writing?' }, { appliesTo: { channels: ['email'] } }),
  labForm('calls', { tone: 'Polite?' }, { appliesTo: { channels: ['phone'] } }),
]
const set = labSet([
  { id: 'a', raters: { tone: 'p' } },
  { id: 'b', raters: { tone: 'p' }, transcript: { channel: 'email' } },
  { id: 'c', raters: { tone: 'p' }, transcript: { channel: 'phone' } },
  { id: 'd', raters: { tone: 'p' }, transcript: { channel: 'social' } },
])

async function judged(say: Say) {
  const deps = labDeps(cards, labJudge(say))
  const part = partOf(set, 'all')
  const options = { ...LAB_OPTIONS, part: 'all' as const }
  return { deps, kept: await judgeSet(deps, part, planSet(deps.shelf, part, null), options) }
}

test('what asks the same is one wording, whichever scorecards it stands on, with their conversations', async () => {
  const { deps, kept } = await judged(() => 'p')
  const wordings = wordingsOf(deps, kept, 'tone')
  expect(
    wordings.map(({ prepared, ids }) => [prepared.map(({ scorecard }) => scorecard.id), [...ids]]),
  ).toEqual([
    [
      ['calls', 'chats'],
      ['a', 'c'],
    ],
    [['mails'], ['b']],
  ])
  expect(new Set(wordings.map(({ judgementHash }) => judgementHash)).size).toBe(2)
  expect(wordingsOf(deps, kept, 'care').map(({ ids }) => [...ids])).toEqual([['a']])
})

test('what no scorecard of the run asks has no wording', async () => {
  const { deps, kept } = await judged(() => 'p')
  expect(wordingsOf(deps, kept, 'owns')).toEqual([])
  expect(wordingsOf(deps, kept, 'constructor')).toEqual([])
  expect(judgedCriteria(kept.run).toSorted()).toEqual(['care', 'tone'])
})

test('a judge is unable only where it says so in every conversation of the wording', async () => {
  const notAble = ['u', { reason: 'judge_not_able' }] as ['u', { reason: 'judge_not_able' }]
  const { deps, kept } = await judged((id) => (id === 'c' ? 'p' : notAble))
  // Calls were decided, so chats and calls together were; the mail was not.
  expect(wordingsOf(deps, kept, 'tone').map((one) => isUnable(one, kept))).toEqual([false, true])
  const cannotTell = await judged(() => 'u')
  const [tone] = wordingsOf(cannotTell.deps, cannotTell.kept, 'tone')
  expect(tone !== undefined && isUnable(tone, cannotTell.kept)).toBe(false)
})

test('what was asked in no conversation shows no inability', async () => {
  const { kept } = await judged(() => 'p')
  const nowhere = { criterion: 'tone', judgementHash: 'h', prepared: [], ids: new Set<string>() }
  expect(isUnable(nowhere, kept)).toBe(false)
})
