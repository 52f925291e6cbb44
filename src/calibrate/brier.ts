import type { ConfidencePoint } from './confidence-point.ts'

/** brier = reliability − resolution + uncertainty, exactly. All are 0..1. */
export interface BrierScore {
  /** Mean squared distance of the confidence from what happened; lower is better. */
  brier: number
  /** How far the confidences lie from the shares of agreement behind them; 0 is best. */
  reliability: number
  /** How far those shares lie from the overall one: what the confidences tell apart; higher is better. */
  resolution: number
  /** The score of always saying the overall share. */
  uncertainty: number
}

/**
 * The Brier score and Murphy's decomposition over the distinct confidences; null without points.
 * Brier 1950, Mon. Weather Rev. 78:1; Murphy 1973, J. Appl. Meteorol. 12:595.
 */
export function brier(points: readonly ConfidencePoint[]): BrierScore | null {
  const n = points.length
  if (n === 0) return null
  const groups = new Map<number, { n: number; agreed: number }>()
  let agreements = 0
  let squares = 0
  for (const { confidence, agreed } of points) {
    const group = groups.get(confidence) ?? { n: 0, agreed: 0 }
    groups.set(confidence, { n: group.n + 1, agreed: group.agreed + Number(agreed) })
    agreements += Number(agreed)
    squares += (confidence - Number(agreed)) ** 2
  }
  const share = agreements / n
  let reliability = 0
  let resolution = 0
  for (const [confidence, group] of groups) {
    const observed = group.agreed / group.n
    reliability += (group.n * (confidence - observed) ** 2) / n
    resolution += (group.n * (observed - share) ** 2) / n
  }
  return { brier: squares / n, reliability, resolution, uncertainty: share * (1 - share) }
}
