import type { ConfidencePoint } from './confidence-point.ts'
import { fitLogistic } from './fit-logistic.ts'
import { type Clip, logOdds } from './log-odds.ts'

/** The map logit p = a + b·logit(confidence). */
export interface PlattFit {
  a: number
  b: number
}

/**
 * Platt scaling on the log-odds of the confidence, with Platt's smoothed targets (N₊+1)/(N₊+2) and 1/(N₋+2) in place
 * of 1 and 0. Null where no slope can be told: no two different confidences. Platt 1999, in
 * Advances in Large Margin Classifiers.
 */
export function plattSmoothed(points: readonly ConfidencePoint[], clip?: Clip): PlattFit | null {
  const agreements = points.filter(({ agreed }) => agreed).length
  const high = (agreements + 1) / (agreements + 2)
  const low = 1 / (points.length - agreements + 2)
  const fitted = fitLogistic(
    [points.map(() => 1), points.map(({ confidence }) => logOdds(confidence, clip))],
    points.map(({ agreed }) => (agreed ? high : low)),
  )
  if (fitted === null) return null
  const [a = 0, b = 0] = fitted
  return { a, b }
}
