/** One verdict of a judge beside a person's: how sure the judge was (raw, 0..1), and whether the person agrees. */
export interface RoutingLabel {
  confidence: number
  agreed: boolean
}

export interface GridStep {
  tau: number
  /** Labels whose confidence is at least tau. */
  n: number
  /** Those of them that people disagree with. */
  wrong: number
}

/** What each threshold of the grid would accept, from the highest down; equal thresholds count once. */
export function descendGrid(labels: readonly RoutingLabel[], grid: readonly number[]): GridStep[] {
  const confidences = Float64Array.from(labels, ({ confidence }) => confidence).sort()
  const ofWrong = Float64Array.from(
    labels.filter(({ agreed }) => !agreed),
    ({ confidence }) => confidence,
  ).sort()
  return [...new Set(grid)]
    .sort((a, b) => b - a)
    .map((tau) => ({ tau, n: countFrom(confidences, tau), wrong: countFrom(ofWrong, tau) }))
}

/** How many of the sorted values are at least `tau`. */
function countFrom(sorted: Float64Array, tau: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((sorted[middle] ?? tau) >= tau) high = middle
    else low = middle + 1
  }
  return sorted.length - low
}
