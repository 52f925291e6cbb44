import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { type BootstrapOptions, bootstrapIntervals } from './bootstrap-interval.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type CriterionItems, pairsOf } from './compare-items.ts'
import { codePairs, drawnTable } from './contingency-table.ts'
import type { MacroKappa } from './eval-report.ts'
import { everyPosition } from './every-position.ts'

export interface KappaIntervals {
  macro: MacroKappa
  /** The interval of each criterion's κ, by criterion; null where it has none. */
  intervals: Map<string, [low: number, high: number] | null>
}

/**
 * The mean of the criteria's κ, and 95 % bootstrap intervals of it and of each κ, from the same draws of whole
 * conversations. In a draw where a criterion has no κ the mean is that of the others.
 */
export function macroKappa(
  criteria: readonly CriterionItems[],
  conversations: number,
  options: BootstrapOptions,
): KappaIntervals {
  const coded = criteria.map(({ items }) => codePairs(pairsOf(items), LABEL_VERDICTS))
  const kappasOf = (drawn: Uint32Array) => coded.map((pairs) => cohenKappa(drawnTable(pairs, drawn)).kappa)
  const whole = kappasOf(everyPosition(conversations))
  const has = (at: number) => whole[at] !== null
  const found = bootstrapIntervals(
    conversations,
    (drawn) => {
      const kappas = kappasOf(drawn)
      const named = kappas.map((kappa, at): [string, number | null] => [String(at), has(at) ? kappa : null])
      return Object.fromEntries([...named, ['macro', mean(kappas.filter((_, at) => has(at)))]])
    },
    options,
  )
  return {
    macro: {
      value: mean(whole),
      criteria: whole.filter((kappa) => kappa !== null).length,
      interval: found.macro?.interval ?? null,
      leftOut: criteria.filter((_, at) => !has(at)).map(({ criterion }) => criterion),
    },
    intervals: new Map(criteria.map(({ criterion }, at) => [criterion, found[String(at)]?.interval ?? null])),
  }
}

function mean(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null)
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length
}
