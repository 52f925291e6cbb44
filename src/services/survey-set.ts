import type { EvalSet } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import { judgeSet } from './judge-set.ts'
import { planSet } from './plan-set.ts'
import { nothingFound, reusableFindings } from './reusable-findings.ts'
import { type RunEvalDeps, type RunEvalOptions, refusePart } from './run-eval.ts'
import type { Survey } from './survey-requests.ts'

export type SurveyedPart = Pick<RunEvalOptions, 'part' | 'scorecard' | 'folder' | 'criteria' | 'concurrency'>

/**
 * Puts what a run of a part would ask before a judge that only counts. Nothing is kept, and nobody sees what is held out,
 * so it is no look.
 * @throws GraderError USAGE where the set has no such part; SCORECARD_NOT_FOUND.
 */
export async function surveySet(
  { evalRuns, shelf, ...deps }: RunEvalDeps,
  whole: EvalSet,
  { part, scorecard, folder, criteria, concurrency }: SurveyedPart,
): Promise<Survey> {
  refusePart(whole, part)
  const set = partOf(whole, part)
  const before = evalRuns === null ? nothingFound : await reusableFindings(evalRuns, { set: set.name, part })
  const { run, withoutScorecard } = await judgeSet(deps, set, planSet(shelf, set, scorecard), {
    ...{ part, folder, criteria, concurrency, before },
  })
  const { conversations } = run.set
  return { conversations, toAsk: conversations - withoutScorecard.length - (run.reused ?? 0) }
}
