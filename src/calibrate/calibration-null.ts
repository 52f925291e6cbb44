import { seededRandom } from '../domain/seeded-random.ts'
import { type BinOptions, confidenceBins } from './confidence-bins.ts'
import { quantile } from './quantile.ts'

/** What the ECE of a perfectly calibrated judge would be, by chance alone. */
export interface CalibrationNull {
  mean: number
  /** 95 % of the drawn errors lie between these. */
  low: number
  high: number
}

export interface CalibrationNullOptions extends BinOptions {
  /** The same seed gives the same figures on every machine. */
  seed: number
  /** @default 500 */
  replicates?: number
}

/**
 * The expected calibration error of these confidences where each is exactly right: agreement is drawn as
 * y* ~ Bernoulli(confidence), over and over. An observed error above `high` is more than chance. Null without points.
 * Bröcker & Smith 2007, Weather and Forecasting 22:651 (consistency resampling).
 */
export function calibrationNull(
  confidences: readonly number[],
  { seed, replicates = 500, ...binning }: CalibrationNullOptions,
): CalibrationNull | null {
  if (confidences.length === 0) return null
  const bins = chancesByBin(confidences, binning)
  const random = seededRandom(seed)
  const errors = new Float64Array(replicates)
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    let error = 0
    for (const { chances, expected } of bins) {
      let agreed = 0
      for (let at = 0; at < chances.length; at += 1) agreed += Number(random() < (chances[at] ?? 0))
      error += Math.abs(agreed - expected)
    }
    errors[replicate] = error / confidences.length
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / replicates
  errors.sort()
  return { mean, low: quantile(errors, 0.025) ?? mean, high: quantile(errors, 0.975) ?? mean }
}

function chancesByBin(
  confidences: readonly number[],
  binning: BinOptions,
): { chances: Float64Array; expected: number }[] {
  const binOf = confidenceBins(confidences, binning)
  const bins = Map.groupBy(confidences.keys(), (at) => binOf[at] ?? 0)
  return [...bins.values()].map((places) => {
    const chances = Float64Array.from(places, (at) => confidences[at] ?? 0).sort()
    return { chances, expected: chances.reduce((sum, chance) => sum + chance, 0) }
  })
}
