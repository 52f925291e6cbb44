import type { KeptRun } from '../domain/eval-run.ts'
import type { RunComparison } from './compare-report.ts'
import type { EvalReport } from './eval-report.ts'

/** One turn of the loop: what the judge as it is now comes to, and what moved. */
export interface TuneRound {
  kept: KeptRun
  report: EvalReport
  /** Judged criteria of the scorecards used that are not compared, and that a model was not asked. */
  notAsked: string[]
  /** Against the round before, and against the first; null in the first round. */
  sinceLast: RunComparison | null
  sinceFirst: RunComparison | null
}
