import { type BinOptions, confidenceBins } from './confidence-bins.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { wilsonInterval } from './wilson-interval.ts'

export interface CalibrationBin {
  n: number
  /** Mean confidence in it, 0..1. */
  confidence: number
  /** Share, 0..1, in which people agreed, with Wilson's 95 % interval. */
  observed: number
  interval: [low: number, high: number]
}

export interface CalibrationError {
  /** Mean distance, 0..1, of a bin's confidence from its share of agreement, weighted by n; null without points. */
  ece: number | null
  /** The largest such distance; null without points. */
  mce: number | null
  /** From low to high confidence, without the empty ones. */
  bins: CalibrationBin[]
}

/**
 * Expected and maximum calibration error. Even a perfect judge's is above 0: set it beside `calibrationNull`.
 * Guo, Pleiss, Sun & Weinberger 2017, ICML.
 */
export function calibrationError(
  points: readonly ConfidencePoint[],
  options: BinOptions = {},
): CalibrationError {
  const binOf = confidenceBins(
    points.map(({ confidence }) => confidence),
    options,
  )
  const sums = new Map<number, { n: number; confidence: number; agreed: number }>()
  for (const [at, { confidence, agreed }] of points.entries()) {
    const bin = binOf[at] ?? 0
    const sum = sums.get(bin) ?? { n: 0, confidence: 0, agreed: 0 }
    sums.set(bin, {
      n: sum.n + 1,
      confidence: sum.confidence + confidence,
      agreed: sum.agreed + Number(agreed),
    })
  }
  const bins = [...sums].sort(([a], [b]) => a - b).map(([, sum]) => binFrom(sum))
  if (bins.length === 0) return { ece: null, mce: null, bins }
  const gaps = bins.map(({ confidence, observed }) => Math.abs(observed - confidence))
  const total = bins.reduce((sum, { n }, at) => sum + n * (gaps[at] ?? 0), 0)
  return { ece: total / points.length, mce: Math.max(...gaps), bins }
}

function binFrom({
  n,
  confidence,
  agreed,
}: {
  n: number
  confidence: number
  agreed: number
}): CalibrationBin {
  return {
    n,
    confidence: confidence / n,
    observed: agreed / n,
    interval: wilsonInterval(agreed, n) ?? [0, 1],
  }
}
