import type { Calibrator } from '../domain/certificate.ts'
import { risingBetaCalibration } from './beta-calibration.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { isotonic, isotonicCorners } from './isotonic.ts'
import { CLIP } from './log-odds.ts'
import { constantRidge, plattRidge } from './platt-ridge.ts'
import { temperature } from './temperature.ts'

/** The maps that can be chosen; ridge Platt comes out constant where confidence speaks against agreement. */
export type CalibratorMap = 'platt' | 'isotonic' | 'beta' | 'temperature'

/** The map fitted to points; null where it has no one finite fit. Ridge Platt always has one. */
export function fitCalibrator(map: CalibratorMap, points: readonly ConfidencePoint[]): Calibrator | null {
  switch (map) {
    case 'platt': {
      const fit = plattRidge(points)
      return fit.b < 0 ? { map: 'constant', value: constantRidge(points) } : { map, ...fit, clip: CLIP }
    }
    case 'isotonic': {
      const line = isotonic(
        points.map(({ confidence }) => confidence),
        points.map(({ agreed }) => Number(agreed)),
      )
      return line.x.length === 0 ? null : { map, ...isotonicCorners(line) }
    }
    case 'beta': {
      const fit = risingBetaCalibration(points)
      return fit === null ? null : { map, ...fit, clip: CLIP }
    }
    case 'temperature': {
      const fitted = temperature(points)
      return fitted === null ? null : { map, temperature: fitted, clip: CLIP }
    }
  }
}
