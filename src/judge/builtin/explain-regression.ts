import { logistic } from './act-model.ts'
import { type Decider, logOdds, type Prior, verdictShares } from './criterion-model.ts'

export interface RegressionParts {
  /** The verdict's share of the regressions, and the same for the average conversation. */
  share: number
  start: number
  /** Logit of the verdict less that of its rival, and the same for the average conversation. */
  difference: number
  startDifference: number
  /** What each feature did to the difference, and to the share. */
  logOdds: Float64Array
  points: Float64Array
  /** What the decider that this one was tuned from did; 0 where there is none. */
  base: { logOdds: number; points: number }
}

/**
 * What each feature did to the regressions, against the average conversation, whose standardised features are all 0.
 * To the logits exactly: weight times standardised value. To the share by its slopes along the straight way from there
 * to here (integrated gradients, Sundararajan et al. 2017), so that these add up too.
 */
export function explainRegression(
  decider: Decider,
  row: Float64Array,
  verdict: number,
  rival: number,
): RegressionParts {
  const { classes, weights, prior } = decider
  const width = row.length
  const weightOf = (one: number, feature: number) => weights[one * (width + 1) + feature] ?? 0
  const shift = baseShift(prior, classes, row)
  const begin = Array.from({ length: classes }, (_, one) => weightOf(one, width) + (shift.start[one] ?? 0))
  const end = begin.map((logit, one) => {
    let sum = logit + (shift.change[one] ?? 0)
    for (const [feature, value] of row.entries()) sum += weightOf(one, feature) * value
    return sum
  })
  const slopes = meanSlopes(begin, end, verdict)
  const inPoints = (effectOn: (one: number) => number) =>
    slopes.reduce((sum, slope, one) => sum + slope * effectOn(one), 0)
  const apart = (logits: ArrayLike<number>) => (logits[verdict] ?? 0) - (logits[rival] ?? 0)
  return {
    share: shareOf(end, verdict),
    start: shareOf(begin, verdict),
    difference: apart(end),
    startDifference: apart(begin),
    logOdds: row.map((value, feature) => (weightOf(verdict, feature) - weightOf(rival, feature)) * value),
    points: row.map((value, feature) => inPoints((one) => weightOf(one, feature) * value)),
    base: { logOdds: apart(shift.change), points: inPoints((one) => shift.change[one] ?? 0) },
  }
}

/** What the base adds to each logit for the average conversation, and what changes of it here. */
function baseShift(prior: Prior | null, classes: number, row: Float64Array) {
  const start = new Float64Array(classes)
  const change = new Float64Array(classes)
  if (prior === null) return { start, change }
  const usual = verdictShares(prior.decider, new Float64Array(row.length)).map(logOdds)
  const here = verdictShares(prior.decider, row).map(logOdds)
  for (let one = 0; one < classes; one += 1) {
    for (const [place, odds] of usual.entries()) {
      const weight = prior.weights[one * usual.length + place] ?? 0
      start[one] = (start[one] ?? 0) + weight * odds
      change[one] = (change[one] ?? 0) + weight * ((here[place] ?? 0) - odds)
    }
  }
  return { start, change }
}

function shareOf(logits: readonly number[], verdict: number): number {
  const strengths = logits.map(logistic)
  return (strengths[verdict] ?? 0) / strengths.reduce((sum, one) => sum + one, 0)
}

/** Even, as Simpson's rule needs. */
const PARTS = 512

/** By logit: the mean slope of the verdict's share on the way from one row of logits to another. */
function meanSlopes(begin: readonly number[], end: readonly number[], verdict: number): number[] {
  const slopes = begin.map(() => 0)
  for (let part = 0; part <= PARTS; part += 1) {
    const weight = (part === 0 || part === PARTS ? 1 : part % 2 === 1 ? 4 : 2) / (3 * PARTS)
    const way = part / PARTS
    const strengths = begin.map((from, one) => logistic(from + way * ((end[one] ?? 0) - from)))
    const total = strengths.reduce((sum, one) => sum + one, 0)
    const own = strengths[verdict] ?? 0
    for (const [one, strength] of strengths.entries()) {
      const rise = strength * (1 - strength) * ((one === verdict ? total : 0) - own)
      slopes[one] = (slopes[one] ?? 0) + (weight * rise) / total ** 2
    }
  }
  return slopes
}
