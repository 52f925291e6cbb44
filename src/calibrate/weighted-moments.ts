/** Moments of pairs by 1/Σw. */
export interface PairMoments {
  meanX: number
  meanY: number
  varianceX: number
  varianceY: number
  covariance: number
}

/** Of the pairs at the positions drawn, each as often as it is named; null where they weigh nothing. */
export function weightedMoments(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  drawn: Uint32Array,
): PairMoments | null {
  let [total, sumX, sumY] = [0, 0, 0]
  for (let at = 0; at < drawn.length; at += 1) {
    const place = drawn[at] ?? 0
    const weight = weights[place] ?? 0
    total += weight
    sumX += weight * (x[place] ?? 0)
    sumY += weight * (y[place] ?? 0)
  }
  if (total === 0) return null
  const [meanX, meanY] = [sumX / total, sumY / total]
  let [xx, yy, xy] = [0, 0, 0]
  for (let at = 0; at < drawn.length; at += 1) {
    const place = drawn[at] ?? 0
    const weight = weights[place] ?? 0
    const [dx, dy] = [(x[place] ?? 0) - meanX, (y[place] ?? 0) - meanY]
    xx += weight * dx * dx
    yy += weight * dy * dy
    xy += weight * dx * dy
  }
  const round = (sum: number) => (sum / total < NOTHING ? 0 : sum / total)
  return { meanX, meanY, varianceX: round(xx), varianceY: round(yy), covariance: xy / total }
}

/** Squares of rounding rests of scores up to 100 lie far below this, and any real spread far above. */
const NOTHING = 1e-18
