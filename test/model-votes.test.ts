import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { manyConversations } from './conversations.ts'
import { answerJudgment } from './fakes/provider/answer-judgment.ts'
import { asObject } from './fakes/provider/json.ts'
import { readTranscript } from './fakes/provider/read-transcript.ts'
import { startProvider } from './fakes/provider.ts'
import { judgedIn, readRequest } from './llm-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'

const DAY = manyConversations(12)
const Criteria = z.array(z.looseObject({ id: z.string() }))
const fake = async (...options: Parameters<typeof startProvider>) => {
  const provider = await startProvider(...options)
  onTestFinished(() => provider.close())
  return provider
}

/** Passes whatever it is asked, save what `change` says of the n-th time that it reads the conversation. */
async function votingProvider(change: (vote: number) => object) {
  const votes = new Map<string, number>()
  return fake({
    answer(question) {
      const conversation = JSON.stringify(readTranscript(question.text))
      const vote = votes.get(conversation) ?? 0
      votes.set(conversation, vote + 1)
      const answer = answerJudgment(question)
      const criteria = Criteria.parse(asObject(answer).criteria).map((one) => ({
        ...one,
        evidence: [],
        verdict: 'pass',
        ...change(vote),
      }))
      return { ...answer, criteria }
    },
  })
}

test('where votes differ the majority stands, with how many agreed and their mean confidence', async () => {
  // Passes of 0.9 and 0.7, and one "cannot tell" that is outvoted.
  const said = [{ confidence: 0.9 }, { verdict: 'cannot_tell', confidence: 0.2 }, { confidence: 0.7 }]
  const provider = await votingProvider((vote) => said[vote] ?? {})
  const day = await openModelDay(await openMemory(), provider, { votes: 3 })
  const grades = await day.grade(DAY)
  expect(provider.requests).toHaveLength(36)
  const judged = judgedIn(grades).filter(({ by, votes }) => by === 'judgment' && votes !== undefined)
  expect(judged.length).toBeGreaterThan(12)
  for (const { verdict, votes, confidence } of judged) {
    expect({ verdict, votes }).toEqual({ verdict: 'pass', votes: { cast: 3, agreeing: 2 } })
    expect(confidence.raw).toBeCloseTo(0.8, 9)
  }
  for (const { provenance, usage } of grades) {
    expect(provenance.params.votes).toBe(3)
    expect(usage.requests).toBe(3)
  }
})

test('votes that all differ leave the judge unable to tell, which is not asked again', async () => {
  const verdicts = ['pass', 'not_applicable', 'cannot_tell']
  const provider = await votingProvider((vote) => ({ verdict: verdicts[vote] }))
  const store = await openMemory()
  const grades = await (await openModelDay(store, provider, { votes: 3 })).grade(DAY)
  const judged = judgedIn(grades).filter(({ by, reason }) => by === 'judgment' && reason !== null)
  expect(judged.length).toBeGreaterThan(12)
  for (const { verdict, reason } of judged)
    expect({ verdict, reason }).toEqual({ verdict: 'unscored', reason: 'judge_cannot_tell' })
  await (await openModelDay(store, provider, { votes: 3 })).grade(DAY)
  expect(provider.requests).toHaveLength(36)
})

test('one vote that is refused leaves the others to decide; of two the rerun asks those alone', async () => {
  const provider = await fake()
  const store = await openMemory()
  // Requests come in the order of the conversations, three for each; one at a time keeps it.
  const flags = { votes: 3, concurrency: 1 }
  const refusals = new Set([0, 3, 4])
  provider.setFaults((_, n) => (refusals.has(n) ? 'refused' : null))
  const first = await (await openModelDay(store, provider, flags)).grade(DAY.slice(0, 2))
  expect(provider.requests).toHaveLength(6)
  const judged = first.map((grade) => judgedIn([grade]).filter(({ by }) => by === 'judgment'))
  const reasons = judged.map((findings) => findings.filter(({ reason }) => reason === 'reply_refused').length)
  expect(reasons[0]).toBe(0)
  expect(reasons[1]).toBe(judged[1]?.length)
  for (const { votes } of judged[0] ?? []) expect(votes).toEqual({ cast: 2, agreeing: 2 })

  provider.heal()
  const second = await (await openModelDay(store, provider, flags)).grade(DAY.slice(0, 2))
  const again = provider.requests.slice(6)
  const hashes = (of: typeof again) => of.map(({ hash }) => hash).sort()
  expect(judgedIn(second).filter(({ reason }) => reason === 'reply_refused')).toEqual([])
  expect(again.map((one) => readRequest(one).criteria.length > 0)).not.toContain(false)
  expect(hashes(again)).toEqual(hashes(provider.requests.slice(3, 5)))
  // What the rerun cost comes on top; the vote that was kept is not paid twice.
  expect(second.map(({ usage }) => usage.requests)).toEqual([3, 5])
})
