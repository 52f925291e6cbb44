import type { BootstrapOptions } from './bootstrap-interval.ts'
import { tableOfItems } from './code-items.ts'
import type { SliceCriterion, SliceReport } from './eval-report.ts'
import type { EvaluatedCriterion } from './evaluate-items.ts'
import settings from './evaluate-settings.json' with { type: 'json' }
import { macroKappa } from './macro-kappa.ts'
import type { Slice } from './slices-of.ts'
import { tableAgreement } from './table-agreement.ts'
import { weightedShare } from './weighted-share.ts'

/** Below this many conversations a κ says little, and its row is marked. */
const FEW = settings.few

/** The criteria once more for each part of the set. */
export function evaluateSlices(
  criteria: readonly EvaluatedCriterion[],
  slices: readonly Slice[],
  bootstrap: BootstrapOptions,
): SliceReport[] {
  return slices.map(({ by, value, places }) => {
    const within = criteria.map(({ criterion, items }) => ({
      criterion,
      items: places.flatMap((place) => items[place] ?? []),
    }))
    const conversations = places.length
    const few = conversations < FEW
    return {
      by,
      value,
      conversations,
      few,
      // So few say nothing of how far the mean may be off.
      macroKappa: macroKappa(within, few ? null : bootstrap),
      criteria: within.map(sliceCriterion),
    }
  })
}

function sliceCriterion({ criterion, items }: EvaluatedCriterion): SliceCriterion {
  const compared = items.filter(({ reference, verdict }) => reference !== null && verdict !== null)
  const n = compared.length
  return {
    criterion,
    n,
    agreement: weightedShare(compared, ({ reference, verdict }) => reference === verdict).value,
    kappa: tableAgreement(tableOfItems(compared)).kappa,
    failRecall: weightedShare(
      compared.filter(({ reference }) => reference === 'fail'),
      ({ verdict }) => verdict === 'fail',
    ),
    few: n < FEW,
  }
}
