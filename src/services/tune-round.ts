import type { TuneRound } from '../calibrate/round-report.ts'
import type { KeptRun } from '../domain/eval-run.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import { type CompareRunsOptions, compareRuns } from './compare-runs.ts'
import { narrowScorecard, narrowShelf } from './narrow-shelf.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'
import { type RunEvalDeps, type RunEvalOptions, runEval, titlesOf } from './run-eval.ts'

export type { TuneRound }

export interface TuneOptions extends Omit<RunEvalOptions, 'part' | 'looking'> {
  /** The rounds to compare with. */
  last: KeptRun | null
  first: KeptRun | null
}

/**
 * Judges the tuning side once more; what did not change is not asked again, and a model is asked only what is compared.
 * The holdout is not touched.
 * @throws GraderError as `runEval`: for a set without a tuning side, too.
 */
export async function tuneRound(
  deps: RunEvalDeps,
  set: EvalSet,
  { last, first, ...options }: TuneOptions,
): Promise<TuneRound> {
  const asked = criteriaAsked(deps, set, options.criteria)
  const { scorecard } = options
  const narrowed = asked === null ? deps : { ...deps, shelf: narrowShelf(deps.shelf, asked) }
  const { run, conversations, report } = await runEval(narrowed, set, {
    ...options,
    scorecard: asked === null || scorecard === null ? scorecard : narrowScorecard(scorecard, asked),
    part: 'tune',
    madeBy: 'eval tune',
    parts: false,
    looking: null,
  })
  const kept = { run, conversations }
  const comparing: CompareRunsOptions = {
    criteria: options.criteria,
    titles: titlesOf(deps.shelf),
    // κ's own interval is for the comparison at the end; while tuning, what moved is enough.
    replicates: 0,
  }
  const against = (before: KeptRun | null) =>
    before === null ? null : compareRuns(set, before, kept, comparing)
  const forms = new Set(run.scorecards.map(({ id }) => id))
  const used = [...(scorecard === null ? deps.shelf.all : [scorecard])].filter((one) =>
    forms.has(one.scorecard.id),
  )
  return {
    kept,
    report,
    notAsked: asked === null ? [] : leftOut(used, asked),
    sinceLast: against(last),
    sinceFirst: against(first),
  }
}

/** What is compared; null for a judge without a prompt, which costs nothing and decides each criterion alone. */
function criteriaAsked(
  { judge }: RunEvalDeps,
  set: EvalSet,
  only: readonly string[],
): ReadonlySet<string> | null {
  if (judge.configuration.promptHash === null) return null
  return new Set(only.length > 0 ? only : labelledCriteria(partOf(set, 'tune')))
}

function leftOut(used: readonly PreparedScorecard[], asked: ReadonlySet<string>): string[] {
  const judged = used.flatMap((one) => one.judged.map(({ id }) => id))
  return [...new Set(judged)].filter((id) => !asked.has(id))
}
