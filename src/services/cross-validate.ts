import type { EvalSet } from '../domain/eval-set.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { type JudgeByFoldsOptions, judgeByFolds } from './judge-by-folds.ts'
import { judgeSet } from './judge-set.ts'
import { planSet } from './plan-set.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'
import {
  type Evaluated,
  type RunEvalDeps,
  type RunEvalOptions,
  reportOn,
  rubricOfRun,
  titlesOf,
} from './run-eval.ts'

export interface CrossValidateOptions
  extends Omit<JudgeByFoldsOptions, 'scorecards'>,
    Pick<RunEvalOptions, 'scorecard' | 'folder' | 'seed' | 'replicates'> {}

/**
 * How far the built-in judge agrees with a set's raters on conversations that it has not seen, when it is trained on
 * the rest of the same set. Only criteria that can be learnt are compared. Nothing is stored, and sides do not count:
 * the judge that is measured is made anew for each part.
 * @throws GraderError as `judgeByFolds`; SCORECARD_NOT_FOUND.
 */
export async function crossValidate(
  deps: Omit<RunEvalDeps, 'judge' | 'prompts' | 'evalRuns'>,
  set: EvalSet,
  { scorecard, folder, seed, replicates, ...training }: CrossValidateOptions,
): Promise<Evaluated> {
  const { judge, criteria } = judgeByFolds(set, {
    ...training,
    scorecards: taughtBy(deps.shelf, set, scorecard),
  })
  const judged = await judgeSet({ ...deps, judge, prompts: {} }, set, planSet(deps.shelf, set, scorecard), {
    part: 'all',
    folder,
    criteria,
    concurrency: 1,
  })
  const report = reportOn(judged, set, {
    findings: 'crossvalidated',
    titles: titlesOf(deps.shelf),
    ...rubricOfRun(deps.shelf, judged.run),
    ...(seed !== undefined && { seed }),
    ...(replicates !== undefined && { replicates }),
  })
  return { ...judged, report, look: null }
}

/** The scorecards whose wording the labels answer: the one for all, those that the set names, or every one. */
function taughtBy(
  shelf: ScorecardShelf,
  { scorecards }: EvalSet,
  forAll: PreparedScorecard | null,
): Scorecard[] {
  if (forAll !== null) return [forAll.scorecard]
  if (scorecards.length > 0) return scorecards.map((id) => shelf.named(id).scorecard)
  return shelf.all.map(({ scorecard }) => scorecard)
}
