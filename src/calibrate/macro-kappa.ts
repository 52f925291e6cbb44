import type { BootstrapOptions } from './bootstrap-interval.ts'
import { bootstrapTables } from './bootstrap-tables.ts'
import { codeItems } from './code-items.ts'
import { drawnTable } from './contingency-table.ts'
import type { MacroKappa } from './eval-report.ts'
import type { EvaluatedCriterion } from './evaluate-items.ts'
import { everyPosition } from './every-position.ts'
import { tableAgreement } from './table-agreement.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * The mean of the criteria's κ with its 95 % bootstrap interval over whole conversations. In a draw where a criterion
 * has no κ the mean is that of the others. Without options it has no interval.
 */
export function macroKappa(
  criteria: readonly EvaluatedCriterion[],
  options: BootstrapOptions | null,
): MacroKappa {
  const coded = criteria.map(({ items }) => codeItems(items))
  const everything = everyPosition(criteria[0]?.items.length ?? 0)
  const whole = coded.map((pairs) => tableAgreement(drawnTable(pairs, everything)).kappa)
  const value = weightedMean(whole)
  // A criterion without a κ is not asked for one in any draw.
  const defined = coded.filter((_, at) => whole[at] !== null)
  return {
    value,
    criteria: defined.length,
    interval: value === null || options === null ? null : intervalOf(defined, options),
    leftOut: criteria.filter((_, at) => whole[at] === null).map(({ criterion }) => criterion),
  }
}

function intervalOf(
  coded: Parameters<typeof bootstrapTables>[0],
  options: BootstrapOptions,
): MacroKappa['interval'] {
  const draws = bootstrapTables(
    coded,
    (tables) => ({ macro: weightedMean(tables.map((table) => tableAgreement(table).kappa)) }),
    options,
  )
  return draws.macro.interval
}
