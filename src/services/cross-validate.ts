import type { EvalSet } from '../domain/eval-set.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { type JudgeByFoldsOptions, judgeByFolds } from './judge-by-folds.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'
import { type EvalRun, type RunEvalDeps, type RunEvalOptions, runEval } from './run-eval.ts'

export interface CrossValidateOptions
  extends Omit<JudgeByFoldsOptions, 'scorecards'>,
    Pick<RunEvalOptions, 'scorecard' | 'seed' | 'replicates'> {}

/**
 * How far the built-in judge agrees with a set's raters on conversations that it has not seen, when it is trained on
 * the rest of the same set. Only criteria that can be learnt are compared. Nothing is stored.
 * @throws GraderError as `judgeByFolds`; SCORECARD_NOT_FOUND.
 */
export async function crossValidate(
  deps: Omit<RunEvalDeps, 'judge'>,
  set: EvalSet,
  { scorecard, seed, replicates, ...training }: CrossValidateOptions,
): Promise<EvalRun> {
  const { judge, criteria } = judgeByFolds(set, {
    ...training,
    scorecards: taughtBy(deps.shelf, set, scorecard),
  })
  return runEval({ ...deps, judge }, set, {
    scorecard,
    criteria,
    concurrency: 1,
    findings: 'crossvalidated',
    ...(seed !== undefined && { seed }),
    ...(replicates !== undefined && { replicates }),
  })
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
