/** The lowest and highest confidence that a map tells apart. */
export type Clip = [low: number, high: number]

/** A confidence of 1 has no finite log-odds: 0.5 % and 99.5 % are as far as a map looks. */
export const CLIP: Clip = [0.005, 0.995]

/** The confidence within the clip. */
export function clipped(confidence: number, [low, high]: Clip = CLIP): number {
  return Math.min(high, Math.max(low, confidence))
}

/** ln(p/(1−p)) of the clipped confidence. */
export function logOdds(confidence: number, clip?: Clip): number {
  const within = clipped(confidence, clip)
  return Math.log(within / (1 - within))
}

/** The probability of log-odds: 1/(1+e^−x). Never overflows. */
export function probabilityOf(odds: number): number {
  if (odds >= 0) return 1 / (1 + Math.exp(-odds))
  const power = Math.exp(odds)
  return power / (1 + power)
}
