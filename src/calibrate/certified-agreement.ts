import type { CertifiedCriterion } from '../domain/certificate.ts'
import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { bootstrapTables } from './bootstrap-tables.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type Item, pairsOf } from './compare-items.ts'
import { type ContingencyTable, codePairs, tableOf } from './contingency-table.ts'
import { gwetAc } from './gwet-ac.ts'
import { percentAgreement } from './percent-agreement.ts'
import { unitsOfTable } from './rated-units.ts'
import { raterCeiling } from './rater-ceiling.ts'
import { confusionOf, violationMetrics } from './violation-metrics.ts'

type CertifiedAgreement = Pick<
  CertifiedCriterion,
  'agreement' | 'kappa' | 'ac1' | 'failPrecision' | 'failRecall' | 'ceiling'
>

/**
 * How far a judge agrees with labels on one criterion.
 * @param compared the conversations on which both have a verdict, in an order of their own: the bootstrap draws by place
 * @param labelled those that anybody labelled: people part over just what has no majority
 */
export function certifiedAgreement(
  compared: readonly Item[],
  { labelled, raters, seed }: { labelled: readonly Item[]; raters: readonly string[]; seed: number },
): CertifiedAgreement {
  const pairs = pairsOf(compared)
  const table = tableOf(pairs, LABEL_VERDICTS)
  const intervals = bootstrapTables(
    [codePairs(pairs, LABEL_VERDICTS)],
    ([draw = []]) => ({ kappa: cohenKappa(draw).kappa, ac1: ac1Of(draw) }),
    { seed },
  )
  const { precision, recall } = violationMetrics(confusionOf(pairs.map(([a, b]) => [orPass(a), orPass(b)])))
  return {
    agreement: percentAgreement(pairs),
    kappa: { value: cohenKappa(table).kappa, interval: intervals.kappa.interval },
    ac1: { value: ac1Of(table), interval: intervals.ac1.interval },
    failPrecision: precision,
    failRecall: recall,
    ceiling: ceilingOf(labelled, raters),
  }
}

function ac1Of(table: ContingencyTable): number | null {
  return gwetAc(unitsOfTable(table), LABEL_VERDICTS.length).ac
}

function orPass(verdict: string | null): string | null {
  return verdict === 'not_applicable' ? 'pass' : verdict
}

function ceilingOf(labelled: readonly Item[], raters: readonly string[]): CertifiedCriterion['ceiling'] {
  const { human, judge } = raterCeiling({
    raters: raters.map((rater) => ({
      rater,
      labels: labelled.map(({ byRater }) =>
        Object.hasOwn(byRater, rater) ? (byRater[rater]?.verdict ?? null) : null,
      ),
    })),
    judge: labelled.map(({ verdict }) => verdict),
    scale: LABEL_VERDICTS,
  })
  return human === null || judge === null ? null : { rater: human, judge }
}
