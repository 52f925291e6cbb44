import { LOOKS_PER_QUARTER } from '../domain/holdout-look.ts'
import { adjustPValues } from './adjust-p-values.ts'
import { compareCriterion, concludeOn, type PairedItems } from './compare-criterion.ts'
import type { Comparison } from './compare-report.ts'
import settings from './compare-settings.json' with { type: 'json' }

export interface CompareOptions {
  /** Whether the conversations were held out: then each look may err a third as often. */
  heldOut: boolean
  /** @default 1 */
  seed?: number
  /** Draws of the bootstrap. @default 2000 */
  replicates?: number
}

/**
 * Holds two judges against each other on the same labelled conversations, Holm-adjusted over the criteria. The same
 * seed gives the same comparison.
 */
export function compareJudges(
  criteria: readonly PairedItems[],
  { heldOut, seed = 1, replicates = 2000 }: CompareOptions,
): Comparison {
  const alpha = heldOut ? settings.alpha / LOOKS_PER_QUARTER : settings.alpha
  const compared = criteria.map((one) => compareCriterion(one, { seed, replicates }))
  const adjusted = adjustPValues(
    compared.map(({ midP }) => midP),
    'holm',
  )
  return {
    alpha,
    difference: settings.difference,
    bootstrap: { seed, replicates },
    criteria: compared.map((one, at) => {
      const adjustedP = adjusted[at] ?? null
      return { ...one, adjustedP, ...concludeOn(one, adjustedP, alpha, compared.length) }
    }),
  }
}
