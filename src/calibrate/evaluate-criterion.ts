import { LABEL_VERDICTS, type LabelVerdict } from '../domain/eval-set.ts'
import type { LocalText } from '../domain/language.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type Item, pairsOf } from './compare-items.ts'
import { tableOf } from './contingency-table.ts'
import { estimateShare } from './estimate.ts'
import type { CriterionReport, MissingReason } from './eval-report.ts'
import { gwetAc } from './gwet-ac.ts'
import { listDisagreements } from './list-disagreements.ts'
import { percentAgreement } from './percent-agreement.ts'
import { unitsOfTable } from './rated-units.ts'
import { raterAgreement } from './rater-agreement.ts'
import { confusionOf, violationMetrics } from './violation-metrics.ts'

/** All figures of one criterion but the interval of its κ, which is drawn for all criteria together. */
export function evaluateCriterion(
  criterion: string,
  title: LocalText | null,
  items: readonly Item[],
  raters: readonly string[],
): CriterionReport {
  const labelled = items.filter(({ byRater }) => Object.keys(byRater).length > 0)
  const decided = labelled.filter(({ reference }) => reference !== null)
  const compared = decided.filter(({ verdict }) => verdict !== null)
  const pairs = pairsOf(compared)
  const table = tableOf(pairs, LABEL_VERDICTS)
  const { kappa, reason } = cohenKappa(table)
  const agreed = compared.filter(({ reference, verdict }) => reference === verdict).length
  const { leftOut, ...applicable } = confusionOf(pairs)
  return {
    criterion,
    title,
    labelled: labelled.length,
    noMajority: labelled.length - decided.length,
    unscored: countMissing(decided),
    n: compared.length,
    agreement: percentAgreement(pairs),
    agreementUnscoredWrong: estimateShare(agreed, decided.length),
    kappa: { value: kappa, n: compared.length, interval: null, reason },
    ac1: gwetAc(unitsOfTable(table), table.length).ac,
    fails: violationMetrics(confusionOf(pairs.map(([human, judge]) => [orPass(human), orPass(judge)]))),
    failsWhereApplicable: { ...violationMetrics(applicable), leftOut },
    majorityGuess: majorityGuess(compared),
    raters: raterAgreement(labelled, raters),
    table,
    disagreements: listDisagreements(compared),
  }
}

/** For counting fails against everything else. */
function orPass(verdict: string | null): string | null {
  return verdict === 'not_applicable' ? 'pass' : verdict
}

function countMissing(items: readonly Item[]): CriterionReport['unscored'] {
  const counts = new Map<MissingReason, number>()
  for (const { finding, verdict } of items) {
    if (verdict !== null) continue
    const reason = finding === null ? 'not_on_scorecard' : (finding.reason ?? 'judge_cannot_tell')
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n)
}

function majorityGuess(items: readonly Item[]): CriterionReport['majorityGuess'] {
  let verdict: LabelVerdict | null = null
  let most = 0
  for (const one of LABEL_VERDICTS) {
    const n = items.filter(({ reference }) => reference === one).length
    if (n > most) {
      most = n
      verdict = one
    }
  }
  return { verdict, agreement: estimateShare(most, items.length) }
}
