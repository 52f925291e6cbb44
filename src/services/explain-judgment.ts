import { GraderError } from '../domain/errors.ts'
import type { Explanation } from '../domain/explanation.ts'
import type { Transcript } from '../domain/transcript.ts'
import { makeExplainConversation } from '../judge/builtin/explain-conversation.ts'
import type { BuiltinModel } from '../judge/builtin/model.ts'
import type { Judge } from '../judge/judge.ts'
import { makeExplainStanding } from './explain-standing.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

export interface ExplainJudgmentDeps {
  shelf: Pick<ScorecardShelf, 'fitting'>
  /** The built-in judge's weights, and what names them. */
  weights: { model: BuiltinModel; id: string }
  /** The judge with these weights, whose findings stand as grades' do. */
  judge: Judge
}

export interface ExplainJudgmentOptions {
  /** null takes the scorecard that fits. */
  scorecard: PreparedScorecard | null
  /** These only; empty: every judged criterion. */
  criteria: readonly string[]
}

/**
 * Says why the built-in judge decides a conversation's criteria as it does.
 * @throws GraderError USAGE where no scorecard fits, or for a criterion that the scorecard does not have judged.
 */
export async function explainJudgment(
  { shelf, weights, judge }: ExplainJudgmentDeps,
  transcript: Transcript,
  { scorecard: named, criteria }: ExplainJudgmentOptions,
): Promise<Explanation> {
  const prepared = named ?? shelf.fitting(transcript)
  if (prepared === null)
    throw new GraderError('USAGE', 'no scorecard fits this conversation; name one with --scorecard')
  const { judged, scorecard } = prepared
  const [unknown] = criteria.filter((id) => judged.every((criterion) => criterion.id !== id))
  if (unknown !== undefined) {
    const known = judged.map(({ id }) => id).join(', ')
    const message = `${scorecard.id} has no judged criterion "${unknown}"; it has ${known || 'none'}`
    throw new GraderError('USAGE', message)
  }
  const asked = judged.filter(({ id }) => criteria.length === 0 || criteria.includes(id))
  const { id, version, title } = scorecard
  const { criteria: explained, ...rest } = makeExplainConversation(weights.model)(
    transcript,
    asked,
    scorecard.acts,
  )
  const { findings } = await judge.judge(transcript, asked, scorecard.acts)
  const stands = makeExplainStanding(prepared.standings, findings)
  return {
    transcriptId: transcript.id,
    scorecard: { id, version, title },
    judge: { judge: 'builtin', model: weights.id },
    criteria: explained.map((one) => ({ ...one, ...stands(one.criterion) })),
    ...rest,
  }
}
