import type { TuneRound } from '../calibrate/round-report.ts'
import type { KeptRun } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { type CompareRunsOptions, compareRuns } from './compare-runs.ts'
import { type RunEvalDeps, type RunEvalOptions, runEval, titlesOf } from './run-eval.ts'

export type { TuneRound }

export interface TuneOptions extends Omit<RunEvalOptions, 'part' | 'looking'> {
  /** The rounds to compare with. */
  last: KeptRun | null
  first: KeptRun | null
}

/**
 * Judges the tuning side once more; what did not change is not asked again. The holdout is not touched.
 * @throws GraderError as `runEval`: for a set without a tuning side, too.
 */
export async function tuneRound(
  deps: RunEvalDeps,
  set: EvalSet,
  { last, first, ...options }: TuneOptions,
): Promise<TuneRound> {
  const { run, conversations, report } = await runEval(deps, set, {
    ...options,
    part: 'tune',
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
  return { kept, report, sinceLast: against(last), sinceFirst: against(first) }
}
