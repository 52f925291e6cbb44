import { descendGrid, type RoutingLabel } from './descend-grid.ts'
import settings from './routing-settings.json' with { type: 'json' }

export interface CrcOptions {
  /** Thresholds to try, in any order; fixed before anybody saw the labels. @default routing-settings.json */
  grid?: readonly number[]
  /** The largest share (0..1) of all verdicts that may be both accepted and wrong. */
  alpha: number
}

export interface CrcThreshold {
  /** Null where not even the highest threshold holds: too few labels, or too many wrong ones at the top. */
  threshold: number | null
  reason: 'not_proven' | null
  /** Per threshold how many labels it accepts wrongly, and (losses + 1) / (n + 1). */
  trace: { tau: number; losses: number; bound: number }[]
}

/**
 * The lowest threshold that keeps P(accepted and wrong) at or below `alpha` on average over samples of labels. This
 * says nothing of the accepted ones alone: for that there is `certifyThreshold`.
 * Angelopoulos, Bates, Fisch, Lei & Schuster 2022 (Conformal Risk Control, arXiv:2208.02814), for losses of 0 or 1.
 */
export function crcThreshold(
  labels: readonly RoutingLabel[],
  { grid = settings.grid, alpha }: CrcOptions,
): CrcThreshold {
  const trace: CrcThreshold['trace'] = []
  let threshold: number | null = null
  for (const { tau, wrong } of descendGrid(labels, grid)) {
    const bound = (wrong + 1) / (labels.length + 1)
    trace.push({ tau, losses: wrong, bound })
    if (bound > alpha) break
    threshold = tau
  }
  return { threshold, reason: threshold === null ? 'not_proven' : null, trace }
}
