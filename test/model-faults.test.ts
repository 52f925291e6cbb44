import { expect, test } from 'vitest'
import { PASSING_CAUSES } from '../src/domain/finding.ts'
import type { Grade } from '../src/domain/grade.ts'
import type { Transcript } from '../src/domain/transcript.ts'
import { manyConversations } from './conversations.ts'
import type { SeenRequest } from './fakes/provider/types.ts'
import { startProvider } from './fakes/provider.ts'
import { readRequest } from './llm-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'

const FAULTS = {
  seed: 4,
  rate429: 0.2,
  rate500: 0.05,
  truncated: 0.1,
  refused: 0.05,
  falseQuote: 0.05,
}
const OUTCOMES = new Set([
  'pass',
  'fail',
  'not_applicable',
  'judge_cannot_tell',
  'reply_refused',
  'reply_truncated',
  'reply_unreadable',
  'evidence_not_found',
  'provider_error',
])

function byId(grades: readonly Grade[]): Map<string, Grade> {
  return new Map(grades.map((grade) => [grade.transcriptId, grade]))
}

function judged({ findings }: Grade) {
  return findings.filter(({ by }) => by !== 'check')
}

/** Judged criteria that a rerun is to ask again, by conversation. */
function openOf(grades: Iterable<Grade>): Map<string, string[]> {
  const open = new Map<string, string[]>()
  for (const grade of grades) {
    const ids = judged(grade)
      .filter(({ reason }) => reason !== null && PASSING_CAUSES.has(reason))
      .map(({ criterion }) => criterion)
    if (ids.length > 0) open.set(grade.transcriptId, ids)
  }
  return open
}

/** Acts are asked for the sake of the one criterion that reasons over them. */
function askedIn(seen: SeenRequest): string[] {
  const { criteria, asksActs } = readRequest(seen)
  return [...criteria, ...(asksActs ? ['empathy_before_explanation'] : [])].sort()
}

test('of 1,000 conversations at a provider that fails in every way none is lost, and a healthy rerun asks just for what is open', async () => {
  const provider = await startProvider({ maxInFlight: 8, faults: FAULTS })
  const store = await openMemory()
  const gradeAll = async (transcripts: readonly Transcript[]) =>
    byId(await (await openModelDay(store, provider)).grade(transcripts))
  try {
    const transcripts = manyConversations(1000)
    const texts = new Map(transcripts.map(({ id, turns }) => [id, turns.map(({ text }) => text)]))
    const first = await gradeAll(transcripts)
    expect(first.size).toBe(1000)
    // Collected first: some 50,000 expectations one by one take longer than all the requests.
    const wrong = [...first.values()].flatMap((grade) =>
      judged(grade).filter(({ verdict, reason, score, evidence }) => {
        const isTyped = OUTCOMES.has(reason ?? verdict)
        const isScored = score !== null
        const mayHaveNoScore = verdict === 'unscored' || verdict === 'not_applicable'
        const isTrue = evidence.every(
          ({ turn, start, end, quote }) =>
            quote === null ||
            texts.get(grade.transcriptId)?.[turn - 1]?.slice(start ?? 0, end ?? 0) === quote,
        )
        return !isTyped || isScored === mayHaveNoScore || !isTrue
      }),
    )
    expect(wrong).toEqual([])
    const open = openOf(first.values())
    expect(open.size).toBeGreaterThan(50)
    const reasons = new Set([...first.values()].flatMap(judged).map(({ reason }) => reason))
    for (const reason of ['reply_refused', 'reply_truncated', 'evidence_not_found'])
      expect(reasons).toContain(reason)

    provider.heal()
    const before = provider.requests.length
    const second = await gradeAll(transcripts)
    expect(openOf(second.values()).size).toBe(0)
    expect(provider.requests.length - before).toBe(open.size)
    const asked = provider.requests.slice(before).map((seen) => askedIn(seen).join())
    expect(asked.sort()).toEqual([...open.values()].map((ids) => ids.toSorted().join()).sort())
    // What stood before stands as it was.
    for (const [id, { findings }] of first) {
      const asked = new Set(open.get(id))
      const settled = (of: typeof findings | undefined) =>
        of?.filter(({ criterion }) => !asked.has(criterion))
      expect(settled(second.get(id)?.findings)).toEqual(settled(findings))
    }

    const total = provider.requests.length
    await gradeAll(transcripts)
    expect(provider.requests.length).toBe(total)
  } finally {
    await provider.close()
  }
}, 60_000)
