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
  const steps = [...new Set(grid)].sort((a, b) => b - a).map((tau) => ({ tau, n: 0, wrong: 0 }))
  for (const { confidence, agreed } of labels) {
    const step = steps[firstReached(steps, confidence)]
    if (step === undefined) continue
    step.n += 1
    if (!agreed) step.wrong += 1
  }
  for (const [at, step] of steps.entries()) {
    step.n += steps[at - 1]?.n ?? 0
    step.wrong += steps[at - 1]?.wrong ?? 0
  }
  return steps
}

/** The place of the highest threshold that the confidence reaches; past the end where it reaches none. */
function firstReached(steps: readonly GridStep[], confidence: number): number {
  let [low, high] = [0, steps.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (confidence >= (steps[middle]?.tau ?? confidence)) high = middle
    else low = middle + 1
  }
  return low
}
