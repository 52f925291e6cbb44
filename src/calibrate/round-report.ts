import type { KeptRun } from '../domain/eval-run.ts'
import type { RunComparison } from './compare-report.ts'
import type { EvalReport } from './eval-report.ts'

/** One turn of the loop: what the judge as it is now comes to, and what moved. */
export interface TuneRound {
  kept: KeptRun
  report: EvalReport
  /** Against the round before, and against the first; null in the first round. */
  sinceLast: RunComparison | null
  sinceFirst: RunComparison | null
}
