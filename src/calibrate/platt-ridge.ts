import type { ConfidencePoint } from './confidence-point.ts'
import { fitLogistic, type NormalPriors } from './fit-logistic.ts'
import { type Clip, logOdds, probabilityOf } from './log-odds.ts'
import type { PlattFit } from './platt-smoothed.ts'

/** a ~ N(0, 2²) and b ~ N(.5, .5²): a judge's confidence is expected to say something, and to say it too loudly. */
const PRIORS: NormalPriors = { mean: [0, 0.5], sd: [2, 0.5] }

/**
 * Platt scaling held by normal priors: the posterior mode of a and b in logit p = a + b·logit(confidence). It exists
 * for any points, separable, constant or none (then it is the priors' mean). b may come out below 0: then confidence
 * speaks against agreement, and the map is not to be used. STATISTICS §2.
 */
export function plattRidge(
  points: readonly ConfidencePoint[],
  { clip, priors = PRIORS }: { clip?: Clip; priors?: NormalPriors } = {},
): PlattFit {
  const fitted = fitLogistic(
    [points.map(() => 1), points.map(({ confidence }) => logOdds(confidence, clip))],
    points.map(({ agreed }) => Number(agreed)),
    priors,
  )
  const [a = priors.mean[0] ?? 0, b = priors.mean[1] ?? 0] = fitted ?? []
  return { a, b }
}

/** The probability of agreement where confidence says nothing: the mode of a alone, under the same prior. */
export function constantRidge(points: readonly ConfidencePoint[]): number {
  const [a = 0] =
    fitLogistic(
      [points.map(() => 1)],
      points.map(({ agreed }) => Number(agreed)),
      { mean: PRIORS.mean.slice(0, 1), sd: PRIORS.sd.slice(0, 1) },
    ) ?? []
  return probabilityOf(a)
}
