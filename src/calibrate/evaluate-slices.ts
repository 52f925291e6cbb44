import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import type { BootstrapOptions } from './bootstrap-interval.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type CriterionItems, pairsOf } from './compare-items.ts'
import { tableOf } from './contingency-table.ts'
import type { SliceReport } from './eval-report.ts'
import { macroKappa } from './macro-kappa.ts'
import { percentAgreement } from './percent-agreement.ts'

/** Below this many conversations a κ says little, and its row is marked. */
const FEW = 30

/** The criteria once more for each language and each channel of the set, the largest part first. */
export function evaluateSlices(
  criteria: readonly CriterionItems[],
  bootstrap: BootstrapOptions,
): SliceReport[] {
  return (['language', 'channel'] as const).flatMap((by) =>
    valuesOf(criteria, by).map((value) => evaluateSlice(criteria, by, value, bootstrap)),
  )
}

function valuesOf(criteria: readonly CriterionItems[], by: SliceReport['by']): string[] {
  const counts = new Map<string, number>()
  for (const { transcript } of criteria[0]?.items ?? [])
    counts.set(transcript[by], (counts.get(transcript[by]) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
}

function evaluateSlice(
  all: readonly CriterionItems[],
  by: SliceReport['by'],
  value: string,
  bootstrap: BootstrapOptions,
): SliceReport {
  const criteria = all.map(({ criterion, items }) => ({
    criterion,
    items: items.filter(({ transcript }) => transcript[by] === value),
  }))
  const conversations = criteria[0]?.items.length ?? 0
  const few = conversations < FEW
  return {
    by,
    value,
    conversations,
    few,
    // So few say nothing of how far the mean may be off.
    macroKappa: macroKappa(criteria, conversations, { ...bootstrap, ...(few && { replicates: 0 }) }).macro,
    criteria: criteria.map(({ criterion, items }) => {
      const pairs = pairsOf(items)
      const { kappa, n } = cohenKappa(tableOf(pairs, LABEL_VERDICTS))
      return { criterion, n, agreement: percentAgreement(pairs).value, kappa, few: n < FEW }
    }),
  }
}
