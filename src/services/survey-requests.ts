import pLimit from 'p-limit'
import type { Incoming } from '../intake/incoming.ts'
import type { Judge } from '../judge/judge.ts'
import { criteriaToAsk } from './ask-criteria.ts'
import { candidatesOf, lookUp, planRecord } from './plan-chunk.ts'
import type { Store } from './ports.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

export interface SurveyDeps {
  store: Store
  shelf: ScorecardShelf
  judge: Judge
}

export interface SurveyOptions {
  scorecard: PreparedScorecard | null
  /** Stops once so many conversations were put before the judge. */
  most?: number
  /** Called after each chunk. */
  onChunk?: () => Promise<void>
  signal?: AbortSignal
}

export interface Survey {
  conversations: number
  /** Conversations of which something would be asked of a judge. */
  toAsk: number
}

/** So many conversations are put before the judge at once: it waits for the store alone. */
const AT_ONCE = 32

/** Puts every conversation that is not wholly graded before a judge; no grade is made or stored. */
export async function surveyRequests(
  { store, shelf, judge }: SurveyDeps,
  source: AsyncIterable<Incoming[]>,
  { scorecard, most = Number.POSITIVE_INFINITY, onChunk, signal }: SurveyOptions,
): Promise<Survey> {
  const survey: Survey = { conversations: 0, toAsk: 0 }
  const limit = pLimit(AT_ONCE)
  for await (const incoming of source) {
    const candidates = candidatesOf(incoming.map((record, at) => planRecord(shelf, record, at, scorecard)))
    const known = await lookUp(store, null, candidates)
    await Promise.all(
      candidates.map(({ transcript, prepared, identity }) =>
        limit(async () => {
          const asked = criteriaToAsk(transcript, prepared, known.grades.get(identity.gradeKey) ?? null)
          if (asked.length === 0 || survey.toAsk >= most) return
          survey.toAsk += 1
          await judge.judge(transcript, asked, prepared.scorecard.acts)
        }),
      ),
    )
    survey.conversations += candidates.length
    await onChunk?.()
    signal?.throwIfAborted()
    if (survey.toAsk >= most) break
  }
  return survey
}
