import { expect, test } from 'vitest'
import { contentHash } from '../domain/content-hash.ts'
import { evalSetHash } from '../domain/eval-set-part.ts'
import { NO_USAGE } from '../domain/usage.ts'
import { judgeSet } from './judge-set.ts'
import { judgementHashesOf, planSet } from './plan-set.ts'
import { LAB_OPTIONS, type LabJudge, labDeps, labForm, labJudge, labSet } from './testing/lab-of.ts'

const chats = labForm('chats', { tone: 'Polite?' }, { appliesTo: { channels: ['chat'] } })
const set = labSet([
  { id: 'b', raters: { tone: 'p' } },
  { id: 'z', raters: { tone: 'p' }, transcript: { channel: 'email' } },
  { id: 'a', raters: { tone: 'p' } },
  { id: 'y', raters: { tone: 'p' }, transcript: { channel: 'email' } },
])

function judged(judge = labJudge((id) => (id === 'a' ? 'f' : 'p')), more = {}) {
  const times = [1000, 3500].values()
  const clock = () => times.next().value ?? 3500
  const deps = labDeps([chats], judge, { clock, prompts: { en: 'You grade.' } })
  const options = { ...LAB_OPTIONS, part: 'all' as const, criteria: ['tone'], ...more }
  return { deps, result: judgeSet(deps, set, planSet(deps.shelf, set, null), options) }
}

test('a run says of what set, by which judge, forms and prompt it was, and how long it took', async () => {
  const { deps, result } = judged()
  const { run } = await result
  expect(run).toMatchObject({
    id: expect.stringMatching(/^r_/),
    at: '1970-01-01T00:00:01.000Z',
    set: { name: 'june', folder: 'sets/june', hash: evalSetHash(set), part: 'all', conversations: 4 },
    judge: { judge: 'fake', model: 'fake-1', promptHash: 'p1' },
    prompts: { en: 'You grade.' },
    criteria: ['tone'],
    usage: NO_USAGE,
  })
  const prepared = deps.shelf.named('chats')
  expect(run.scorecards).toMatchObject([
    { id: 'chats', version: 1, hash: prepared.hash, judgementHashes: judgementHashesOf(prepared) },
  ])
  expect(run.seconds).toBeGreaterThanOrEqual(0)
})

test('what was found stands by conversation in the set’s order, with the words it was found in', async () => {
  const { conversations, withoutScorecard } = await judged().result
  expect(conversations.map(({ transcriptId, scorecard }) => [transcriptId, scorecard])).toEqual([
    ['b', 'chats'],
    ['z', null],
    ['a', 'chats'],
    ['y', null],
  ])
  const verdicts = conversations.map(({ findings }) => findings.map(({ verdict }) => verdict))
  expect(verdicts).toEqual([['pass'], [], ['fail'], []])
  const [first] = set.conversations
  expect(conversations[0]?.contentHash).toBe(first && contentHash(first.transcript))
  expect(withoutScorecard).toEqual(['y', 'z'])
})

test('a conversation that no form fits is not asked about, and progress counts all', async () => {
  const judge = labJudge(() => 'p')
  const done: number[] = []
  await judged(judge, { onProgress: (count: number) => done.push(count) }).result
  expect(judge.asked.toSorted()).toEqual(['a', 'b'])
  expect(done).toEqual([1, 2, 3, 4])
})

test('what was found before in the same words is taken over and costs nothing, and the rest is asked', async () => {
  const judge = labJudge(() => 'p')
  const { conversations, run } = await judged(judge, {
    before: (transcriptId: string, content: string) =>
      transcriptId === 'a'
        ? {
            transcriptId,
            contentHash: content,
            scorecard: 'chats',
            findings: [],
            usage: { ...NO_USAGE, requests: 3 },
          }
        : null,
  }).result
  expect(judge.asked).toEqual(['b'])
  expect(conversations[2]).toMatchObject({ transcriptId: 'a', findings: [], usage: NO_USAGE })
  // Of b the judge decided without a request, as one that remembers does.
  expect(run.reused).toBe(2)
})

test('a judge that throws ends the run', async () => {
  const broken = { ...labJudge(() => 'p'), judge: () => Promise.reject(new Error('no such model')) }
  await expect(judged(broken).result).rejects.toThrow('no such model')
})

test('a run that was named before has that id, and says what made it and as which look it was counted', async () => {
  const said = { id: 'r_7', madeBy: 'eval certify', look: 'h' }
  expect((await judged(undefined, said).result).run).toMatchObject(said)
  expect((await judged().result).run).not.toHaveProperty('madeBy')
})

test('what a model remembers is told from what it was asked, and from what failed', async () => {
  const reusedBy = async (judge: LabJudge) => (await judged(judge).result).run.reused
  const asked = labJudge(() => 'p')
  const askedNow = asked.judge
  asked.judge = async (...about) => {
    const judgment = await askedNow(...about)
    return { ...judgment, usage: { ...NO_USAGE, requests: 1 } }
  }
  expect(await reusedBy(asked)).toBe(0)
  expect(await reusedBy(labJudge(() => ['u', { reason: 'budget_spent' }]))).toBe(0)
  expect(await reusedBy(labJudge(() => ['u', { reason: 'judge_cannot_tell' }]))).toBe(2)
  // A judge without a prompt asks nobody anyway.
  expect(await reusedBy(labJudge(() => 'p', { promptHash: null }))).toBe(0)
})
