import { brier } from './brier.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { isotonic } from './isotonic.ts'

/** brier = mcb − dsc + unc, exactly. All are 0..1. */
export interface CorpScore {
  /** Mean squared distance of the confidence from what happened; lower is better. */
  brier: number
  /** Miscalibration: what the best non-decreasing map would take off; 0 is best. */
  mcb: number
  /** Discrimination: what the confidences, so mapped, tell apart; higher is better. */
  dsc: number
  /** Uncertainty: the score of always saying the overall share of agreement. */
  unc: number
}

/**
 * The CORP decomposition of the Brier score, which needs no bins: the recalibrated confidence is the isotonic fit.
 * Null without points. Dimitriadis, Gneiting & Jordan 2021, PNAS 118:e2016191118.
 */
export function corp(points: readonly ConfidencePoint[]): CorpScore | null {
  const score = brier(points)
  if (score === null) return null
  const { x, fit } = isotonic(
    points.map(({ confidence }) => confidence),
    points.map(({ agreed }) => Number(agreed)),
  )
  const mapped = new Map(x.map((confidence, at) => [confidence, fit[at] ?? 0]))
  let squares = 0
  for (const { confidence, agreed } of points)
    squares += ((mapped.get(confidence) ?? 0) - Number(agreed)) ** 2
  const best = squares / points.length
  const unc = score.uncertainty
  // Neither is below 0 but by a rounding rest.
  return { brier: score.brier, mcb: Math.max(0, score.brier - best), dsc: Math.max(0, unc - best), unc }
}
