import type { EvalRun } from '../domain/eval-run.ts'
import type { EvalSet, LabelVerdict } from '../domain/eval-set.ts'
import type { LocalText } from '../domain/language.ts'
import type { BcaInterval } from './bca-interval.ts'
import type { PairedDifference } from './paired-difference.ts'

/** A conversation on which two judges do not say the same, or are both wrong. */
export interface ChangedVerdict {
  transcriptId: string
  kind: 'fixed' | 'broken' | 'both_wrong'
  reference: LabelVerdict
  a: LabelVerdict
  b: LabelVerdict
}

/** One criterion: the second judge (B) beside the first (A), on the conversations that both scored. */
export interface CriterionComparison {
  criterion: string
  title: LocalText | null
  n: number
  /** Labelled, but not scored by A, by B. */
  unscored: { a: number; b: number }
  /** Right with people: A and B. */
  right: { a: number; b: number }
  fixed: number
  broken: number
  bothWrong: number
  /** B less A in the share that is right; null without a conversation. */
  difference: PairedDifference | null
  /** McNemar's mid-p; and Holm-adjusted over the criteria compared. Null without a conversation. */
  midP: number | null
  adjustedP: number | null
  /** For looking again and again, as while tuning: 20 or more is evidence at 5 %. Null without a conversation. */
  eValue: number | null
  kappa: { a: number | null; b: number | null }
  kappaDifference: Pick<BcaInterval, 'value' | 'interval' | 'reason'>
  /** The same test with everything unscored taken as wrong. */
  unscoredWrong: { difference: PairedDifference | null; midP: number | null }
  finding: 'better' | 'worse' | 'no_difference' | 'not_enough'
  /** How many labels would show a difference of `settings.difference`; null where those there are suffice. */
  labelsNeeded: number | null
  changes: ChangedVerdict[]
}

export interface Comparison {
  /** Error allowed of all criteria together; on a holdout a third of it for each look. */
  alpha: number
  /** The difference in the share that is right which the advice on labels is about. */
  difference: number
  bootstrap: { seed: number; replicates: number }
  criteria: CriterionComparison[]
}

/** Two kept runs over the same part of a set. */
export interface RunComparison extends Comparison {
  set: Pick<EvalSet, 'name' | 'title' | 'labelledBy'> & { part: EvalRun['set']['part'] }
  a: EvalRun
  b: EvalRun
  /** Conversations compared, and those left out because only one run has them or their words have changed. */
  conversations: number
  leftOut: number
  /** Of a tuning side, how many runs are kept: the more were tried, the more the best of them flatters. Null elsewhere. */
  tries: number | null
  /** Criteria that only one of the runs found anything to. */
  notInBoth: string[]
  /** Of every criterion that is named here and has one. */
  titles: Record<string, LocalText>
}
