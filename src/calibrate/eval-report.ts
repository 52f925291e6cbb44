import type { EvalSet, LabelVerdict } from '../domain/eval-set.ts'
import type { Evidence, UnscoredReason } from '../domain/finding.ts'
import type { LocalText } from '../domain/language.ts'
import type { Role } from '../domain/transcript.ts'
import type { ContingencyTable } from './contingency-table.ts'
import type { Estimate } from './estimate.ts'
import type { ViolationMetrics } from './violation-metrics.ts'

/** An agreement beyond chance with what it rests on. */
export interface KappaEstimate {
  /** −1..1; null where it has no value, with the reason. */
  value: number | null
  /** Conversations compared. */
  n: number
  /** 95 %, bootstrap over conversations; null where it has no value. */
  interval: [low: number, high: number] | null
  reason: 'too_few_pairs' | 'one_category' | null
}

/** The mean κ over criteria, each counting the same; criteria without a κ are named and left out. */
export interface MacroKappa {
  value: number | null
  criteria: number
  interval: [low: number, high: number] | null
  leftOut: string[]
}

/** How far the raters agree among themselves: what a judge can be asked to reach. */
export interface RaterAgreement {
  pairs: { raters: [string, string]; n: number; agreement: number | null; kappa: number | null }[]
  /** Of the pairs' κ; null where no pair has one. */
  lowest: number | null
  highest: number | null
  /** Mean κ of one rater against the others, and of the judge in that rater's place, on the same conversations. */
  ceiling: { rater: number | null; judge: number | null }
}

/** A place where the judge and the raters part, with what each side rests on. */
export interface Disagreement {
  transcriptId: string
  language: string
  channel: string
  reference: LabelVerdict
  judge: {
    verdict: LabelVerdict
    rationale: string
    evidence: Evidence[]
    /** 0–1; null where the judge gives none. */
    confidence: number | null
  }
  raters: {
    rater: string
    verdict: LabelVerdict
    turns: { turn: number; role: Role; text: string }[]
    note: string | null
  }[]
}

/** The same figures for a part of the set. */
export interface SliceReport {
  by: 'language' | 'channel'
  value: string
  conversations: number
  /** Fewer than 30: then the mean has no interval. */
  few: boolean
  macroKappa: MacroKappa
  criteria: { criterion: string; n: number; agreement: number | null; kappa: number | null; few: boolean }[]
}

export type MissingReason = UnscoredReason | 'not_on_scorecard'

/** One criterion: the judge beside the raters. Verdicts in tables stand in the order pass, fail, not_applicable. */
export interface CriterionReport {
  criterion: string
  title: LocalText | null
  /** Conversations that anybody labelled on this criterion. */
  labelled: number
  /** Of those, without a majority among the raters: left out of every figure. */
  noMajority: number
  /** Of the rest, what the judge did not score, by reason: not compared. */
  unscored: { reason: MissingReason; n: number }[]
  /** Conversations compared. */
  n: number
  agreement: Estimate
  /** The same, with everything unscored taken as wrong. */
  agreementUnscoredWrong: Estimate
  kappa: KappaEstimate
  /** Gwet's AC1, which does not collapse where nearly all is of one verdict. */
  ac1: number | null
  /** Fails found, against everything else: not applicable counts as not failed. */
  fails: ViolationMetrics
  /** The same where neither side says not applicable, and how many that leaves out. */
  failsWhereApplicable: ViolationMetrics & { leftOut: number }
  /** Always saying what is most frequent: its κ is 0. */
  majorityGuess: { verdict: LabelVerdict | null; agreement: Estimate }
  raters: RaterAgreement
  /** Rows: the reference; columns: the judge. */
  table: ContingencyTable
  /** Those the judge was surest of first. */
  disagreements: Disagreement[]
}

/** What made the findings. */
export interface EvaluatedJudge {
  judge: string
  model: string | null
}

/** How far a judge agrees with the raters of a set. */
export interface EvalReport {
  set: Pick<EvalSet, 'name' | 'title' | 'labelledBy' | 'purpose' | 'raters'> & { conversations: number }
  judge: EvaluatedJudge
  /** `crossvalidated`: each finding came from a judge that had not seen the conversation's group in training. */
  findings: 'graded' | 'crossvalidated'
  bootstrap: { seed: number; replicates: number }
  criteria: CriterionReport[]
  macroKappa: MacroKappa
  slices: SliceReport[]
  /** Labelled criteria that no finding answers: on no scorecard used. */
  unknownCriteria: string[]
}
