import type { ConfidencePoint } from './confidence-point.ts'
import { fitLogistic } from './fit-logistic.ts'
import { type Clip, logOdds } from './log-odds.ts'

/**
 * The temperature T > 0 of the likeliest map logit p = logit(confidence)/T; above 1 the judge is too sure of itself.
 * Null where no T is the likeliest: confidence that speaks against agreement or says nothing (T without bound), or
 * that is on the right side of .5 for every point (T towards 0). Guo, Pleiss, Sun & Weinberger 2017, ICML.
 */
export function temperature(points: readonly ConfidencePoint[], clip?: Clip): number | null {
  const [slope = 0] =
    fitLogistic(
      [points.map(({ confidence }) => logOdds(confidence, clip))],
      points.map(({ agreed }) => Number(agreed)),
    ) ?? []
  return slope > 0 ? 1 / slope : null
}
