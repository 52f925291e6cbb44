import { logistic } from './act-model.ts'
import { type Forest, forestVotes, stepsOf } from './forest.ts'

/** How one criterion is decided from a conversation's standardised features. */
export interface Decider {
  /** How many verdicts it knows. */
  classes: number
  /** One logistic regression for each verdict: a weight for each feature, then the constant. */
  weights: Float32Array
  /** Where it has one, the verdict is the mean of regressions and forest. */
  forest: Forest | null
  /** The decider that this one was tuned from. */
  prior: Prior | null
}

export interface Prior {
  decider: Decider
  /** Verdict by verdict: a weight for the log-odds of each of the prior's verdicts. */
  weights: Float32Array
}

/** The log-odds of a probability, which counts as no nearer to 0 or 1 than .02. */
export function logOdds(share: number): number {
  const bounded = Math.min(0.98, Math.max(0.02, share))
  return Math.log(bounded / (1 - bounded))
}

/** The probability of each verdict; they add up to 1. `steps` are the row's, where they are there already. */
export function verdictShares(decider: Decider, row: Float64Array, steps = stepsOf(row)): Float64Array {
  const shares = regressionLogits(decider, row, steps)
  for (let one = 0; one < shares.length; one += 1) shares[one] = logistic(shares[one] ?? 0)
  normalise(shares)
  if (decider.forest === null) return shares
  const votes = new Float64Array(decider.classes)
  forestVotes(decider.forest, steps, votes)
  normalise(votes)
  for (let one = 0; one < shares.length; one += 1) shares[one] = ((shares[one] ?? 0) + (votes[one] ?? 0)) / 2
  return shares
}

function regressionLogits(
  { classes, weights, prior }: Decider,
  row: Float64Array,
  steps: Int16Array,
): Float64Array {
  const width = row.length
  const logits = new Float64Array(classes)
  for (let one = 0; one < classes; one += 1) {
    const from = one * (width + 1)
    let sum = weights[from + width] ?? 0
    for (let feature = 0; feature < width; feature += 1)
      sum += (weights[from + feature] as number) * (row[feature] as number)
    logits[one] = sum
  }
  if (prior === null) return logits
  const before = verdictShares(prior.decider, row, steps).map(logOdds)
  for (let one = 0; one < classes; one += 1) {
    for (const [place, odds] of before.entries())
      logits[one] = (logits[one] ?? 0) + (prior.weights[one * before.length + place] ?? 0) * odds
  }
  return logits
}

function normalise(shares: Float64Array): void {
  let total = 0
  for (const share of shares) total += share
  for (let one = 0; one < shares.length; one += 1)
    shares[one] = total === 0 ? 1 / shares.length : (shares[one] ?? 0) / total
}
