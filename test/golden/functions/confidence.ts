import { z } from 'zod'
import { betaCalibration } from '../../../src/calibrate/beta-calibration.ts'
import { brier } from '../../../src/calibrate/brier.ts'
import { calibrationError } from '../../../src/calibrate/calibration-error.ts'
import type { ConfidencePoint } from '../../../src/calibrate/confidence-point.ts'
import { corp } from '../../../src/calibrate/corp.ts'
import { isotonic, isotonicValue } from '../../../src/calibrate/isotonic.ts'
import { type Clip, clipped, logOdds, probabilityOf } from '../../../src/calibrate/log-odds.ts'
import { plattRidge } from '../../../src/calibrate/platt-ridge.ts'
import { plattSmoothed } from '../../../src/calibrate/platt-smoothed.ts'
import { poolAdjacentViolators } from '../../../src/calibrate/pool-adjacent-violators.ts'
import { temperature } from '../../../src/calibrate/temperature.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Numbers = z.array(z.number())
const Confidences = z.array(z.number().nullable())
const Agreements = z.array(z.union([z.number(), z.boolean()]).nullable())

/** The lower bound, with the upper as far from 1; or both. */
const ClipField = z.union([
  z.number().transform((low): Clip => [low, 1 - low]),
  z.tuple([z.number(), z.number()]),
])

const Scored = z.object({ p: Confidences, y: Agreements })
const Binned = Scored.extend({ bins: z.int().positive().default(10), mode: z.string().default('width') })
const Fitted = z.object({ c: Confidences, y: Agreements, clip: ClipField.optional() })
const Ridge = Fitted.extend({ mu: Numbers.default([0, 0.5]), sd: Numbers.default([2, 0.5]) })
const Sequence = z.object({ y: Numbers, w: Numbers.nullish(), weights: Numbers.nullish() })
const Curve = Sequence.extend({ x: Numbers, predict: Numbers.optional() })

export const confidenceFunctions: GoldenFunctions = {
  ece(input) {
    const { p, y, bins, mode } = Binned.parse(input)
    const error = calibrationError(pointsOf(p, y), { bins, mode: mode === 'width' ? 'width' : 'mass' })
    if (error.ece === null) return null
    return {
      ...error,
      bins: error.bins.map(({ n, confidence, observed, interval }) => ({
        n,
        conf: confidence,
        acc: observed,
        ci: interval,
      })),
    }
  },
  brierMurphy(input) {
    const { p, y } = Scored.parse(input)
    const score = brier(pointsOf(p, y))
    if (score === null) return null
    return { brier: score.brier, rel: score.reliability, res: score.resolution, unc: score.uncertainty }
  },
  corp(input) {
    const { p, y } = Scored.parse(input)
    return corp(pointsOf(p, y))
  },
  pava(input) {
    const { y, w, weights } = Sequence.parse(input)
    return poolAdjacentViolators(y, w ?? weights ?? undefined).flatMap(({ value, count }) =>
      new Array<number>(count).fill(value),
    )
  },
  isotonic(input) {
    const { x, y, w, weights, predict = [] } = Curve.parse(input)
    const line = isotonic(x, y, w ?? weights ?? undefined)
    if (line.x.length === 0) return null
    return { ...line, predict: predict.map((at) => isotonicValue(line, at)) }
  },
  plattSmoothedTargets(input) {
    const { c, y, clip } = Fitted.parse(input)
    const fit = plattSmoothed(pointsOf(c, y), clip)
    return fit === null ? null : { ...fit, p_at_09: probabilityOf(fit.a + fit.b * logOdds(0.9, clip)) }
  },
  plattRidge(input) {
    const { c, y, clip, mu, sd } = Ridge.parse(input)
    const fit = plattRidge(pointsOf(c, y), { ...(clip && { clip }), priors: { mean: mu, sd } })
    return { ...fit, p_at_09: probabilityOf(fit.a + fit.b * logOdds(0.9, clip)) }
  },
  temperature(input) {
    const { c, y, clip } = Fitted.parse(input)
    const fitted = temperature(pointsOf(c, y), clip)
    return fitted === null ? null : { T: fitted, p_at_09: probabilityOf(logOdds(0.9, clip) / fitted) }
  },
  betaCalibration(input) {
    const { c, y, clip } = Fitted.parse(input)
    const fit = betaCalibration(pointsOf(c, y), clip)
    if (fit === null) return null
    const at = clipped(0.9, clip)
    return { ...fit, p_at_09: probabilityOf(fit.intercept + fit.a * Math.log(at) - fit.b * Math.log(1 - at)) }
  },
}

/** Pairs that have both; agreement is 1 or true. */
function pointsOf(
  confidences: readonly (number | null)[],
  agreements: readonly (number | boolean | null)[],
): ConfidencePoint[] {
  return confidences.flatMap((confidence, at) => {
    const agreed = agreements[at] ?? null
    return confidence === null || agreed === null ? [] : [{ confidence, agreed: Number(agreed) === 1 }]
  })
}
