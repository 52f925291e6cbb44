import type { Calibrator } from '../domain/certificate.ts'
import { isotonicValue } from './isotonic.ts'
import { clipped, logOdds, probabilityOf } from './log-odds.ts'

/**
 * The probability that people agree with a verdict of this confidence (0..1). It stays within [.005, .995] whatever the
 * map says: no set of labels here is large enough to know that people always or never agree.
 */
export function applyCalibrator(calibrator: Calibrator, confidence: number): number {
  return clipped(mapped(calibrator, confidence))
}

function mapped(calibrator: Calibrator, confidence: number): number {
  switch (calibrator.map) {
    case 'platt':
      return probabilityOf(calibrator.a + calibrator.b * logOdds(confidence, calibrator.clip))
    case 'isotonic':
      return isotonicValue(calibrator, confidence) ?? confidence
    case 'beta': {
      const within = clipped(confidence, calibrator.clip)
      const { a, b, intercept } = calibrator
      return probabilityOf(intercept + a * Math.log(within) - b * Math.log(1 - within))
    }
    case 'temperature':
      return probabilityOf(logOdds(confidence, calibrator.clip) / calibrator.temperature)
    case 'constant':
      return calibrator.value
  }
}
