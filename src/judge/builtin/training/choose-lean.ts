import type { LabelVerdict } from '../../../domain/eval-set.ts'
import { likeliest } from '../choose-verdict.ts'
import { kappaOf } from './agreement.ts'
import settings from './settings.json' with { type: 'json' }

/**
 * How much to add to the probability of a fail: what agrees best with the labels in cross-validation, and 0 unless it
 * gains more than choosing among so many would by chance.
 */
export function chooseLean(
  shares: readonly Float64Array[],
  targets: ArrayLike<number>,
  verdicts: readonly LabelVerdict[],
): number {
  const kappaAt = (lean: number) =>
    kappaOf(
      shares.map((share) => likeliest(share, verdicts, lean)),
      targets,
      verdicts.length,
    ) ?? 0
  const without = kappaAt(0)
  let chosen = 0
  let best = without + settings.lean.leastGain
  for (const lean of settings.lean.tried) {
    const kappa = kappaAt(lean)
    if (kappa <= best) continue
    best = kappa
    chosen = lean
  }
  return chosen
}
