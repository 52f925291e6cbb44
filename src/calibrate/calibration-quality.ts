import { calibrationError } from './calibration-error.ts'
import { type CalibrationNull, calibrationNull } from './calibration-null.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { type CorpScore, corp } from './corp.ts'

/** How well confidences foretell agreement; brier = mcb − dsc + unc. */
export interface CalibrationQuality extends CorpScore {
  /** Expected calibration error over ten bins of equal width. */
  ece: number
  /** What that would be by chance of a perfectly calibrated judge with these confidences. */
  eceNull: CalibrationNull
}

/** Null without points. The same seed gives the same figures. */
export function calibrationQuality(
  points: readonly ConfidencePoint[],
  { seed }: { seed: number },
): CalibrationQuality | null {
  const score = corp(points)
  const { ece } = calibrationError(points)
  const eceNull = calibrationNull(
    points.map(({ confidence }) => confidence),
    { seed },
  )
  return score === null || ece === null || eceNull === null ? null : { ...score, ece, eceNull }
}
