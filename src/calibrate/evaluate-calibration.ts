import { type CalibrationBin, calibrationError } from './calibration-error.ts'
import type { CalibrationQuality } from './calibration-quality.ts'
import { calibrationQuality } from './calibration-quality.ts'
import type { Item } from './compare-items.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { type ReliabilityStep, reliabilityDiagram } from './reliability-diagram.ts'

/** Whether the judge's own confidence says how often people agree. */
export interface CalibrationReport {
  /** Verdicts compared that came with a confidence, and those without. */
  n: number
  without: number
  /** Expected calibration error with its null, Brier score with its parts; null where there is no confidence. */
  quality: CalibrationQuality | null
  /** The isotonic curve of agreement over confidence, from low to high. */
  diagram: ReliabilityStep[]
  /** The ten bins of equal width that the error is counted over, without the empty ones. */
  bins: CalibrationBin[]
  /** Why there is no quality: a check has no confidence, a judge gave none, or nothing was compared. */
  reason: 'decided_by_check' | 'no_confidence' | 'nothing_compared' | null
}

/**
 * The raw confidence of judged findings against agreement with the reference: STATISTICS §2. Conversations count the same
 * here, however they were chosen: it is about the verdicts that were given.
 */
export function evaluateCalibration(compared: readonly Item[], seed: number): CalibrationReport {
  const judged = compared.filter(({ finding }) => finding !== null && finding.by !== 'check')
  const points = judged.flatMap(({ reference, verdict, finding }): ConfidencePoint[] => {
    const confidence = finding?.confidence.raw ?? null
    return confidence === null ? [] : [{ confidence, agreed: verdict === reference }]
  })
  const n = points.length
  return {
    n,
    without: judged.length - n,
    quality: calibrationQuality(points, { seed }),
    diagram: reliabilityDiagram(points),
    bins: calibrationError(points).bins,
    reason: n > 0 ? null : reasonOf(compared, judged),
  }
}

function reasonOf(compared: readonly Item[], judged: readonly Item[]): CalibrationReport['reason'] {
  if (compared.length === 0) return 'nothing_compared'
  return judged.length === 0 ? 'decided_by_check' : 'no_confidence'
}
