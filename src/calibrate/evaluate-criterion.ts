import { LABEL_VERDICTS, type LabelVerdict } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import type { LocalText } from '../domain/language.ts'
import type { Drawn, DrawnAgreement } from './agreement-draws.ts'
import { pairsOf } from './compare-items.ts'
import { tableOf } from './contingency-table.ts'
import type { CorrectedAgreement, CriterionReport, LabelledBy, MissingReason } from './eval-report.ts'
import { evaluateCalibration } from './evaluate-calibration.ts'
import { evaluateFails } from './evaluate-fails.ts'
import { type AllItems, type EvaluatedItem, isLabelled } from './evaluate-items.ts'
import { listDisagreements } from './list-disagreements.ts'
import { type RaterSkill, raterAgreement } from './rater-agreement.ts'
import { unscoredBounds } from './unscored-bounds.ts'
import { weightedShare, weightOf } from './weighted-share.ts'

export interface EvaluateCriterionInput extends AllItems {
  title: LocalText | null
  raters: readonly string[]
  labelledBy: LabelledBy
  skill: RaterSkill
  drawn: DrawnAgreement
  seed: number
}

/** All figures of one criterion; the agreements beyond chance were drawn for all criteria together. */
export function evaluateCriterion(input: EvaluateCriterionInput): CriterionReport {
  const { criterion, title, raters, labelledBy, skill, drawn, seed } = input
  const labelled = input.items.filter(isLabelled)
  const decided = labelled.filter(({ reference }) => reference !== null)
  const compared = decided.filter(({ verdict }) => verdict !== null)
  const applicable = compared.filter(isApplicable)
  const table = tableOf(pairsOf(compared), LABEL_VERDICTS)
  const listed = listDisagreements(input.all)
  const corrected = agreementAmong(compared.length)
  const correctedApplicable = agreementAmong(applicable.length)
  const agrees = ({ reference, verdict }: EvaluatedItem) => reference === verdict
  return {
    criterion,
    title,
    decidedBy: decidedBy(input.items),
    labelledBy,
    labelled: labelled.length,
    adjudicated: labelled.filter(({ adjudication }) => adjudication !== null).length,
    seen: input.all.filter((item) => item.isSeen && isLabelled(item)).length,
    noMajority: labelled.length - decided.length,
    unscored: countMissing(decided),
    unscoredBounds: unscoredBounds(decided),
    n: compared.length,
    agreement: weightedShare(compared, agrees),
    agreementUnscoredWrong: weightedShare(decided, agrees),
    kappa: corrected(drawn.kappa),
    ac1: corrected(drawn.ac1),
    alpha: corrected(drawn.alpha),
    applicable: {
      n: applicable.length,
      coverage: weightedShare(compared, isApplicable),
      agreement: weightedShare(applicable, agrees),
      kappa: correctedApplicable(drawn.applicableKappa),
      ac1: correctedApplicable(drawn.applicableAc1),
    },
    fails: evaluateFails(compared),
    failsWhereApplicable: { ...evaluateFails(applicable), leftOut: compared.length - applicable.length },
    majorityGuess: majorityGuess(compared),
    levels: levelsOf(drawn),
    raters: raterAgreement(labelled, raters, labelledBy, skill),
    calibration: evaluateCalibration(compared, seed),
    table,
    disagreements: listed.disagreements,
    withheld: listed.withheld,
  }
}

/** Both sides say pass or fail. */
function isApplicable({ reference, verdict }: EvaluatedItem): boolean {
  return isDecided(reference) && isDecided(verdict)
}

function isDecided(verdict: LabelVerdict | null): boolean {
  return verdict === 'pass' || verdict === 'fail'
}

function decidedBy(items: readonly EvaluatedItem[]): Finding['by'] | null {
  const by = new Set(items.flatMap(({ finding }) => (finding === null ? [] : [finding.by])))
  const [only] = by
  return by.size === 1 && only !== undefined ? only : null
}

/** Below two conversations there is nothing beyond chance, whatever they weigh. */
function agreementAmong(n: number): (drawn: Drawn) => CorrectedAgreement {
  return ({ value, interval, noInterval }) => {
    if (n < 2) return { value: null, n, interval: null, reason: 'too_few_pairs', noInterval: null }
    return { value, n, interval, reason: value === null ? 'one_category' : null, noInterval }
  }
}

function levelsOf({ codedLevels, levels }: DrawnAgreement): CriterionReport['levels'] {
  if (codedLevels === null) return null
  const { scale, pairs } = codedLevels
  const n = pairs.filter(([first, second]) => first !== null && second !== null).length
  const places = scale.map((_, place) => String(place))
  return { scale: [...scale], kappa: agreementAmong(n)(levels), table: tableOf(pairs, places) }
}

function countMissing(items: readonly EvaluatedItem[]): CriterionReport['unscored'] {
  const counts = new Map<MissingReason, number>()
  for (const { finding, verdict } of items) {
    if (verdict !== null) continue
    const reason = finding === null ? 'not_on_scorecard' : (finding.reason ?? 'judge_cannot_tell')
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n)
}

function majorityGuess(items: readonly EvaluatedItem[]): CriterionReport['majorityGuess'] {
  let verdict: LabelVerdict | null = null
  let most = 0
  for (const one of LABEL_VERDICTS) {
    const weight = weightOf(items.filter(({ reference }) => reference === one))
    // Sums of the same weights in another order differ in their last digits.
    if (weight > most * (1 + 1e-12)) {
      most = weight
      verdict = one
    }
  }
  const agreement = weightedShare(items, ({ reference }) => reference === verdict)
  const varies = items.some(({ reference }) => reference !== verdict)
  return { verdict, agreement, kappa: varies ? 0 : null }
}
