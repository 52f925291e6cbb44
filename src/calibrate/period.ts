import type { LabelVerdict, Selection } from '../domain/eval-set.ts'
import type { Verdict } from '../domain/finding.ts'
import type { Estimand } from './sppi.ts'

/** One conversation of a period on one criterion: the judge's `Said` of it and, where people labelled it, theirs. */
export interface PeriodConversation<Said, Labelled> {
  judge: Said
  /** The stratum of the draw of labels that it belongs to, labelled or not; null where the draw had none. */
  stratum: string | null
  /** By people who had not seen what the judge said; null where nobody labelled it. */
  label: PeriodLabel<Labelled> | null
}

export interface PeriodLabel<Labelled> {
  given: Labelled
  /**
   * How it was chosen for labelling. `enriched`: so many that people fail and so many that they pass, at random within
   * each; what was chosen by the judge's verdict is `stratified` instead, with that verdict as its stratum.
   */
  how: Selection['how']
  /** Of being chosen, above 0 up to 1; null where nobody knows. */
  probability: number | null
}

/** Every conversation of the period, the labelled ones among them. */
export type CorrectedMeanInput =
  | {
      kind: 'pass_fail'
      estimand: Estimand
      conversations: readonly PeriodConversation<Verdict, LabelVerdict>[]
    }
  | {
      kind: 'score'
      estimand: Estimand
      /** Scores in the criterion's own unit; null where the judge has none, and where people say "not applicable". */
      conversations: readonly PeriodConversation<number | null, number | null>[]
      /** How far the judge is followed, 0..1, such as the best value of the period before. @default 0.9 */
      lambda?: number
    }

export type Estimator =
  | 'sppi'
  | 'sppi_stratified'
  | 'sppi_weighted'
  | 'rogan_gladen'
  | 'domain_rate'
  | 'domain_rate_weighted'
  | 'ppi'
  | 'difference'
  | 'hajek'
  | 'domain_mean'
  | 'domain_mean_weighted'

/** Why a period has no corrected figure. */
export type CorrectedMeanReason =
  /** Nobody labelled any of it. */
  | 'no_labels'
  /** What is labelled was picked with no known probability: disputes, hand-picked, written. It serves for tuning. */
  | 'unknown_probability'
  /** A stratum has conversations of the period, and no label. */
  | 'stratum_without_labels'
  /** Fewer scores of people than an interval of a mean of levels needs: 50. */
  | 'too_few_labels'
  /** People called every labelled conversation not applicable. */
  | 'nothing_applicable'
  /** Labels chosen by what people said of them are all fails, or all passes. */
  | 'one_class'
  /** Labels chosen by what people said do not tell how often a criterion applies. */
  | 'chosen_not_applicable'
  /** The judge has a verdict on none of the period. */
  | 'no_verdicts'
  /** The judge fails what people pass at least as often as what they fail: nothing can be concluded from it. */
  | 'no_better_than_chance'

export interface CorrectedMean {
  /** What the figure is of; of labels chosen by class it is always the rate behind the period. */
  estimand: Estimand
  /** null where no figure could be had from the labels. */
  estimator: Estimator | null
  /** Share of fails (0..1) or mean score; null with a reason. */
  value: number | null
  /** 95 %. */
  interval: [low: number, high: number] | null
  /** Labels it rests on. */
  n: number
  /** Conversations it speaks for. */
  N: number
  /** How far the judge was followed, 0..1; null where it was not asked, or corrected by its error rates. */
  lambda: number | null
  /** Labels it rests on that differ from the judge's. */
  disagreements: number
  reason: CorrectedMeanReason | null
}
