import { type BootstrapOptions, bootstrapInterval } from './bootstrap-interval.ts'
import type { ConversationTotal } from './conversation-totals.ts'
import { normalQuantile, tQuantile } from './distributions.ts'
import { everyPosition } from './every-position.ts'
import { effectiveCount } from './measured-part.ts'
import { type PairMoments, weightedMoments } from './weighted-moments.ts'
import { weightedRanks } from './weighted-ranks.ts'

type Bounds = [low: number, high: number]

/** Conversations' scores, 0–100: what the raters' verdicts come to against what the judge's do. */
export interface TotalsReport {
  /** Conversations with a criterion that both sides scored. */
  n: number
  /** `rubric`: criteria count by the scorecard's weights; `equal`: none were given. */
  criteriaWeights: 'rubric' | 'equal'
  /** Lin's concordance: 1 where every pair is equal. 95 %, bootstrap over conversations. */
  ccc: { value: number | null; interval: Bounds | null }
  pearson: number | null
  spearman: number | null
  /** Mean of |judge − raters|, in points. */
  mae: number | null
  /** Bland–Altman: mean of judge − raters in points with its 95 % interval, and the limits of 95 % of the differences. */
  bias: { value: number | null; interval: Bounds | null }
  limits: { low: number; high: number; lowInterval: Bounds; highInterval: Bounds } | null
  /** Why what is null above is: fewer than two conversations, or scores that do not vary (then only the ccc and the
   *  correlations are). */
  reason: 'too_few_conversations' | 'no_variance' | null
}

/**
 * The §1 figures of totals, by weight: with weights of 1 those of `linCcc`, `pearson`, `spearman` and `blandAltman`;
 * otherwise with weighted moments, and the effective number in place of the number.
 * @param conversations of the set: what is resampled
 */
export function evaluateTotals(
  totals: readonly ConversationTotal[],
  conversations: number,
  criteriaWeights: TotalsReport['criteriaWeights'],
  bootstrap: BootstrapOptions,
): TotalsReport {
  const n = totals.length
  const human = totals.map((one) => one.human)
  const judge = totals.map((one) => one.judge)
  const weights = totals.map(({ weight }) => weight)
  const moments = weightedMoments(human, judge, weights, everyPosition(n))
  const differences = totals.map((one) => one.judge - one.human)
  const ranks = weightedMoments(
    weightedRanks(human, weights),
    weightedRanks(judge, weights),
    weights,
    everyPosition(n),
  )
  const isEnough = n >= 2
  const ccc = isEnough ? concordance(moments) : null
  const spread = isEnough ? blandAltmanOf(differences, weights) : null
  return {
    n,
    criteriaWeights,
    ccc: { value: ccc, interval: ccc === null ? null : cccInterval(totals, conversations, bootstrap) },
    pearson: isEnough ? correlation(moments) : null,
    spearman: isEnough ? correlation(ranks) : null,
    mae: n === 0 ? null : meanOf(differences.map(Math.abs), weights),
    bias: {
      value: n === 0 ? null : meanOf(differences, weights),
      interval: spread?.biasInterval ?? null,
    },
    limits: spread?.limits ?? null,
    reason: isEnough ? (correlation(moments) === null ? 'no_variance' : null) : 'too_few_conversations',
  }
}

function concordance(moments: PairMoments | null): number | null {
  if (moments === null) return null
  const { meanX, meanY, varianceX, varianceY, covariance } = moments
  const whole = varianceX + varianceY + (meanX - meanY) ** 2
  if (whole === 0) return null
  return varianceX === 0 || varianceY === 0 ? 0 : (2 * covariance) / whole
}

function correlation(moments: PairMoments | null): number | null {
  if (moments === null || moments.varianceX === 0 || moments.varianceY === 0) return null
  const r = moments.covariance / Math.sqrt(moments.varianceX * moments.varianceY)
  return Math.max(-1, Math.min(1, r))
}

/** Whole conversations of the set are drawn; one without a total adds nothing. */
function cccInterval(
  totals: readonly ConversationTotal[],
  conversations: number,
  bootstrap: BootstrapOptions,
): Bounds | null {
  const [human, judge, weights] = [
    new Float64Array(conversations),
    new Float64Array(conversations),
    new Float64Array(conversations),
  ]
  for (const one of totals) {
    human[one.place] = one.human
    judge[one.place] = one.judge
    weights[one.place] = one.weight
  }
  const statistic = (drawn: Uint32Array) => concordance(weightedMoments(human, judge, weights, drawn))
  return bootstrapInterval(conversations, statistic, bootstrap).interval
}

function blandAltmanOf(differences: readonly number[], weights: readonly number[]) {
  const effective = effectiveCount(weights)
  const bias = meanOf(differences, weights)
  const squares = meanOf(
    differences.map((one) => (one - bias) ** 2),
    weights,
  )
  const free = effective - 1
  const sd = Math.sqrt((squares * effective) / free)
  const [z, t] = [normalQuantile(0.975), tQuantile(0.975, free)]
  const round = (centre: number, half: number): Bounds => [centre - half, centre + half]
  const ofLimit = t * sd * Math.sqrt(1 / effective + z ** 2 / (2 * free))
  const [low, high] = round(bias, z * sd)
  return {
    biasInterval: round(bias, (t * sd) / Math.sqrt(effective)),
    limits: { low, high, lowInterval: round(low, ofLimit), highInterval: round(high, ofLimit) },
  }
}

function meanOf(values: readonly number[], weights: readonly number[]): number {
  let [sum, total] = [0, 0]
  for (const [at, value] of values.entries()) {
    sum += (weights[at] ?? 0) * value
    total += weights[at] ?? 0
  }
  return sum / total
}
