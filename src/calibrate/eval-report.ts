import type { JudgeKey } from '../domain/certificate.ts'
import type { RunPart } from '../domain/eval-run.ts'
import type { EvalSet, LabelVerdict } from '../domain/eval-set.ts'
import type { Evidence, Finding, UnscoredReason } from '../domain/finding.ts'
import type { LocalText } from '../domain/language.ts'
import type { Role } from '../domain/transcript.ts'
import type { Usage } from '../domain/usage.ts'
import type { ContingencyTable } from './contingency-table.ts'
import type { Estimate } from './estimate.ts'
import type { CalibrationReport } from './evaluate-calibration.ts'
import type { SliceDifference } from './evaluate-slice-differences.ts'
import type { TotalsReport } from './evaluate-totals.ts'
import type { RaterAgreement } from './rater-agreement.ts'
import type { ViolationMetrics } from './violation-metrics.ts'

export type LabelledBy = EvalSet['labelledBy']

/** An agreement beyond chance (Cohen's κ, Gwet's AC1, Krippendorff's α) with what it rests on. */
export interface CorrectedAgreement {
  /** 1 is full agreement, 0 what chance gives; null where it has no value, with the reason. */
  value: number | null
  /** Conversations compared. */
  n: number
  /** 95 %, bootstrap over conversations, from the same draws for all criteria; null where it has none. */
  interval: [low: number, high: number] | null
  reason: 'too_few_pairs' | 'one_category' | null
  /** Why a value has no interval: it has none itself in too many draws, or the same in all, which says nothing of how sure it is. */
  noInterval: 'often_undefined' | 'no_variation' | null
}

/** The mean κ over criteria, each counting the same or by its weight; those without a κ are named and left out. */
export interface MacroKappa {
  value: number | null
  criteria: number
  interval: [low: number, high: number] | null
  leftOut: string[]
}

/** A place where the judge and the raters part, with what each side rests on. */
export interface Disagreement {
  transcriptId: string
  language: string
  channel: string
  /** No figure counts it: see `tuningOnly` of the report and `seen` of the criterion. */
  isTuningOnly: boolean
  reference: LabelVerdict
  judge: {
    verdict: LabelVerdict
    rationale: string
    evidence: Evidence[]
    /** 0–1, the calibrated one where there is one; null where the judge gives none. */
    confidence: number | null
    /** 0–1, as the judge gave it. */
    rawConfidence: number | null
  }
  raters: SaidByRater[]
  /** The verdict that was settled after raters had parted, and by whom. */
  settled: SaidByRater | null
}

export interface SaidByRater {
  rater: string
  verdict: LabelVerdict
  turns: { turn: number; role: Role; text: string }[]
  note: string | null
}

/** What a set can be cut by; `agents` is the team, or the agent where no team is named. */
export type SliceBy = 'language' | 'channel' | 'length' | 'agents'

/** The same figures for a part of the set. */
export interface SliceReport {
  by: SliceBy
  /** Of `length`, the turns: "11-20" or "41+". */
  value: string
  conversations: number
  /** Fewer than 30: then the mean has no interval. */
  few: boolean
  macroKappa: MacroKappa
  criteria: SliceCriterion[]
}

export interface SliceCriterion {
  criterion: string
  n: number
  agreement: number | null
  kappa: number | null
  /** Of what the raters failed, the share that the judge failed too. */
  failRecall: Estimate
  few: boolean
}

export type MissingReason = UnscoredReason | 'not_on_scorecard'

/** The three-way verdicts without "not applicable": where both sides say pass or fail. */
export interface WhereApplicable {
  n: number
  /** Those n of all that were compared. */
  coverage: Estimate
  agreement: Estimate
  kappa: CorrectedAgreement
  ac1: CorrectedAgreement
}

/** Figures with everything unscored taken as wrong (in the way that costs κ most), and as right. */
export interface UnscoredBounds {
  agreement: [wrong: number | null, right: number | null]
  kappa: [wrong: number | null, right: number | null]
}

/** A criterion with levels: how near the judge's level comes to the raters'. */
export interface LevelsReport {
  /** What each level is called, the worst first: the scorecard's. */
  scale: number[]
  /** κ with quadratic weights: the farther apart, the worse. */
  kappa: CorrectedAgreement
  /** Rows: the raters' level (settled, or the median of theirs, the worse of two); columns: the judge's. */
  table: ContingencyTable
}

/** One criterion: the judge beside the raters. Verdicts in tables stand in the order pass, fail, not_applicable. */
export interface CriterionReport {
  criterion: string
  title: LocalText | null
  /** Who decided it; null where several did. */
  decidedBy: Finding['by'] | null
  labelledBy: LabelledBy
  /** Conversations that figures rest on and anybody labelled on this criterion. */
  labelled: number
  /** Of those, how many have a settled verdict, which counts before the raters' own. */
  adjudicated: number
  /** Labelled with a judge's verdict in view: for tuning only, and left out of every figure unless all are so. */
  seen: number
  /** Of those labelled, without a majority among the raters: left out of every figure. */
  noMajority: number
  /** Of the rest, what the judge did not score, by reason: not compared. */
  unscored: { reason: MissingReason; n: number }[]
  unscoredBounds: UnscoredBounds
  /** Conversations compared. */
  n: number
  agreement: Estimate
  /** The same, with everything unscored taken as wrong. */
  agreementUnscoredWrong: Estimate
  kappa: CorrectedAgreement
  /** Gwet's AC1, which does not collapse where nearly all is of one verdict. */
  ac1: CorrectedAgreement
  /** Krippendorff's, nominal, of judge and reference. */
  alpha: CorrectedAgreement
  applicable: WhereApplicable
  /** Fails found, against everything else: not applicable counts as not failed. Counts are never weighted. */
  fails: ViolationMetrics
  /** The same where neither side says not applicable, and how many that leaves out. */
  failsWhereApplicable: ViolationMetrics & { leftOut: number }
  /** Always saying what is most frequent. Its κ is 0, or null where the raters say nothing else. */
  majorityGuess: { verdict: LabelVerdict | null; agreement: Estimate; kappa: 0 | null }
  /** null for a criterion without levels, or none of them in the labels. */
  levels: LevelsReport | null
  raters: RaterAgreement
  calibration: CalibrationReport
  /** Counts. Rows: the reference; columns: the judge. */
  table: ContingencyTable
  /** Those the judge was surest of first; none of a holdout. */
  disagreements: Disagreement[]
  /** Disagreements of a holdout, which stop being held out once they are read. */
  withheld: number
}

/** What made the findings. */
export type EvaluatedJudge = JudgeKey

/** What a run took, beside how good it was. */
export interface RunCosts {
  id: string
  at: string
  conversations: number
  usage: Usage
  /** Conversations of which nobody was asked, since all that was found is from before. */
  reused: number
  /** From the first conversation to the last finding. */
  seconds: number
}

/** How conversations count. `inverse_probability`: each for 1/π, since they were chosen with different ones. */
export interface Weighting {
  by: 'none' | 'inverse_probability'
  /** Kish's effective number of conversations; the number itself without weights. */
  effective: number
}

/** How far a judge agrees with the raters of a set. */
export interface EvalReport {
  set: Pick<EvalSet, 'name' | 'title' | 'labelledBy' | 'purpose' | 'test' | 'raters'> & {
    part: RunPart
    conversations: number
  }
  judge: EvaluatedJudge
  /** null where the findings are of no kept run. */
  run: RunCosts | null
  /** `crossvalidated`: each finding came from a judge that had not seen the conversation's group in training. */
  findings: 'graded' | 'crossvalidated'
  bootstrap: { seed: number; replicates: number }
  weighting: Weighting
  /** Conversations chosen with an unknown probability beside others with a known one: left out of every figure. */
  tuningOnly: string[]
  criteria: CriterionReport[]
  macroKappa: MacroKappa
  /** By the scorecard's weights, over the criteria that have one; null where none was given. */
  weightedMacroKappa: MacroKappa | null
  totals: TotalsReport
  slices: SliceReport[]
  differences: SliceDifference[]
  /** Labelled criteria that no finding answers: on no scorecard used. */
  unknownCriteria: string[]
}
