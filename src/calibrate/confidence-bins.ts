export interface BinOptions {
  /** How many bins, at least 1. @default 10 */
  bins?: number
  /** Bins as wide as each other, or holding as many points as each other. @default 'width' */
  mode?: 'width' | 'mass'
}

/** Decimal confidences lie on bin bounds, and 0.7 × 10 or 0.29 × 100 falls a rounding short of its bound. */
const ROUNDING = 1e-9

/**
 * The bin (0 … bins − 1) of every confidence. By width it is ⌊confidence × bins⌋, and 1 is in the last. By mass the
 * sorted confidences are cut as evenly as they go, longer bins first, and equal ones stay in the lower bin together
 * (Kumar, Liang & Ma 2019, NeurIPS 32), so that the order of the points never matters.
 */
export function confidenceBins(
  confidences: readonly number[],
  { bins = 10, mode = 'width' }: BinOptions = {},
): Int32Array {
  return mode === 'width' ? binsByWidth(confidences, bins) : binsByMass(confidences, bins)
}

function binsByWidth(confidences: readonly number[], bins: number): Int32Array {
  return Int32Array.from(confidences, (confidence) =>
    Math.max(0, Math.min(bins - 1, Math.floor(confidence * bins + ROUNDING))),
  )
}

function binsByMass(confidences: readonly number[], bins: number): Int32Array {
  const sorted = Float64Array.from(confidences).sort()
  const shorter = Math.floor(sorted.length / bins)
  const longerBins = sorted.length % bins
  const inLonger = longerBins * (shorter + 1)
  const binAt = (place: number) =>
    place < inLonger
      ? Math.floor(place / (shorter + 1))
      : longerBins + Math.floor((place - inLonger) / shorter)
  const firstPlace = new Map<number, number>()
  for (const [place, confidence] of sorted.entries())
    if (!firstPlace.has(confidence)) firstPlace.set(confidence, place)
  return Int32Array.from(confidences, (confidence) => binAt(firstPlace.get(confidence) ?? 0))
}
