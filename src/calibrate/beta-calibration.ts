import type { ConfidencePoint } from './confidence-point.ts'
import { fitLogistic } from './fit-logistic.ts'
import { type Clip, clipped } from './log-odds.ts'

/** The map logit p = intercept + a·ln(confidence) − b·ln(1 − confidence). */
export interface BetaFit {
  a: number
  b: number
  intercept: number
}

/**
 * Beta calibration by maximum likelihood. Null where no one finite fit is best: fewer than three different
 * confidences, or points that a map separates. a or b may come out below 0, and then the map falls somewhere.
 * Kull, Silva Filho & Flach 2017, AISTATS.
 */
export function betaCalibration(points: readonly ConfidencePoint[], clip?: Clip): BetaFit | null {
  const fitted = fitLogistic(
    [points.map(() => 1), lnConfidence(points, clip), lnDoubt(points, clip)],
    targets(points),
  )
  if (fitted === null) return null
  const [intercept = 0, a = 0, b = 0] = fitted
  return { a, b, intercept }
}

/** As `betaCalibration`, never falling: a term below 0 is left out and the other fitted alone (Kull et al.). */
export function risingBetaCalibration(points: readonly ConfidencePoint[], clip?: Clip): BetaFit | null {
  const full = betaCalibration(points, clip)
  if (full === null || (full.a >= 0 && full.b >= 0)) return full
  const kept = full.a < 0 ? lnDoubt(points, clip) : lnConfidence(points, clip)
  const [intercept = 0, slope = -1] = fitLogistic([points.map(() => 1), kept], targets(points)) ?? []
  if (slope < 0) return null
  return full.a < 0 ? { a: 0, b: slope, intercept } : { a: slope, b: 0, intercept }
}

function lnConfidence(points: readonly ConfidencePoint[], clip?: Clip): number[] {
  return points.map(({ confidence }) => Math.log(clipped(confidence, clip)))
}

function lnDoubt(points: readonly ConfidencePoint[], clip?: Clip): number[] {
  return points.map(({ confidence }) => -Math.log(1 - clipped(confidence, clip)))
}

function targets(points: readonly ConfidencePoint[]): number[] {
  return points.map(({ agreed }) => Number(agreed))
}
