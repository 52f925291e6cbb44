import { normalQuantile } from './distributions.ts'
import type { Confusion } from './violation-metrics.ts'

/** The period's own share of fails, or the rate behind it, of which the period is a sample. */
export type Estimand = 'finite' | 'super'

export interface SppiStratum {
  /** The stratum's share of all conversations; those of all strata add up to 1. */
  share: number
  /** Its labelled conversations by people (`tp` and `fn` are fails) and judge. */
  labels: Confusion
  /** How many conversations the judge's share is of: all of the stratum (finite), or those without a label (super). */
  size: number
  /** Share (0..1) of these that the judge failed; null where there are none. */
  judgeFailed: number | null
}

export interface Sppi {
  /** Share of fails without pseudo-counts; slightly outside 0..1 at worst. */
  value: number | null
  /** What the interval lies around. */
  centre: number | null
  se: number | null
  /** 95 %, within 0..1. */
  interval: [low: number, high: number] | null
  lambda: number | null
  /** Labelled conversations on which people and judge differ. */
  disagreements: number
  /** Why there is no value: nothing labelled, or not in every stratum. */
  reason: 'no_labels' | 'stratum_without_labels' | null
}

/**
 * Smoothed prediction-powered inference: the rate of fails from people's labels on a random or stratified sample and
 * the judge's verdicts on everything. Each of the four cells of people × judge gets ½·n_h/n pseudo-counts in stratum h,
 * so that few or no disagreements do not pass for certainty: without them the interval holds too rarely.
 * θ = Σ W_h (λF̄_h + y_h − λf_h), with PPI++'s λ (arXiv:2311.01453) for all strata, cut off at 0 and 1.
 */
export function sppi(strata: readonly SppiStratum[], estimand: Estimand): Sppi {
  const smoothed = smooth(strata)
  const disagreements = strata.reduce((sum, { labels }) => sum + labels.fp + labels.fn, 0)
  const none = { value: null, centre: null, se: null, interval: null, lambda: null, disagreements }
  if (smoothed.every(({ n }) => n === 0)) return { ...none, reason: 'no_labels' }
  if (smoothed.some(({ n }) => n === 0)) return { ...none, reason: 'stratum_without_labels' }
  const lambda = lambdaOf(smoothed, estimand)
  let [value, centre, squares] = [0, 0, 0]
  for (const { share, n, m, size, judge, raw, people, failed, covariance } of smoothed) {
    const follow = judge === null ? 0 : lambda
    const predicted = follow * (judge ?? 0)
    const plain = predicted + raw.people - follow * raw.failed
    value += share * plain
    if (estimand === 'finite' && n >= size) {
      centre += share * raw.people
      continue
    }
    centre += share * (predicted + people - follow * failed)
    const spread = people * (1 - people) - 2 * follow * covariance + follow ** 2 * failed * (1 - failed)
    squares += share ** 2 * (spread / m) * (estimand === 'finite' ? 1 - n / size : 1)
    if (estimand === 'super' && judge !== null)
      squares += (share ** 2 * follow ** 2 * judge * (1 - judge)) / size
  }
  // Rounding can leave a variance of zero slightly below it.
  const se = Math.sqrt(Math.max(0, squares))
  const half = normalQuantile(0.975) * se
  const interval: [number, number] = [Math.max(0, centre - half), Math.min(1, centre + half)]
  return { value, centre, se, interval, lambda, disagreements, reason: null }
}

interface Smoothed {
  share: number
  n: number
  /** n with the pseudo-counts. */
  m: number
  size: number
  judge: number | null
  /** Shares of fails by people and by the judge, as counted. */
  raw: { people: number; failed: number }
  /** The same with pseudo-counts, and their covariance. */
  people: number
  failed: number
  covariance: number
}

function smooth(strata: readonly SppiStratum[]): Smoothed[] {
  const counts = strata.map(({ labels: { tp, fp, fn, tn } }) => tp + fp + fn + tn)
  const all = counts.reduce((sum, count) => sum + count, 0)
  return strata.map(({ share, labels: { tp, fp, fn }, size, judgeFailed }, at) => {
    const n = counts[at] ?? 0
    const extra = (0.5 * n) / all
    const m = n + 4 * extra
    const people = (tp + fn + 2 * extra) / m
    const failed = (tp + fp + 2 * extra) / m
    const raw = { people: (tp + fn) / n, failed: (tp + fp) / n }
    const covariance = (tp + extra) / m - people * failed
    return { share, n, m, size, judge: size > 0 ? judgeFailed : null, raw, people, failed, covariance }
  })
}

function lambdaOf(strata: readonly Smoothed[], estimand: Estimand): number {
  let [together, spread] = [0, 0]
  for (const { share, n, size, judge, covariance } of strata) {
    if (judge === null) continue
    together += share * covariance
    spread += share * judge * (1 - judge) * (estimand === 'super' ? 1 + n / size : 1)
  }
  return spread > 0 ? Math.min(1, Math.max(0, together / spread)) : 0
}
