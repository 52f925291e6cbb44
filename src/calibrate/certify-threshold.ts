import { descendGrid, type RoutingLabel } from './descend-grid.ts'
import { betaQuantile, binomialCdf } from './distributions.ts'
import settings from './routing-settings.json' with { type: 'json' }
import { thresholdSampleSizes } from './threshold-sample-sizes.ts'

export interface CertifyOptions {
  /** Thresholds to try, in any order; fixed before anybody saw the labels. @default routing-settings.json */
  grid?: readonly number[]
  /** The largest share (0..1) of accepted verdicts that people may overturn. */
  alpha: number
  /** The chance (0..1) allowed that a certified threshold lets through more than `alpha`. */
  delta: number
}

export interface TestedThreshold {
  tau: number
  /** Labels whose confidence is at least tau, and how many of them people disagree with. */
  n: number
  k: number
  /** P(at most k of n are wrong) if the true share were alpha. */
  p: number
  passed: boolean
}

export interface CertifiedThreshold {
  /** Verdicts of at least this raw confidence may stand without a person; null: all go to people. */
  threshold: number | null
  /** Why there is none: no threshold keeps enough labels to begin with, or the first one tested did not pass. */
  reason: 'too_few_labels' | 'not_proven' | null
  trace: TestedThreshold[]
  /** What the threshold accepts: of n, how many are wrong, as a share, and the upper bound of it at 1 − delta. */
  accepted: { n: number; wrong: number; share: number; upper: number } | null
  /** Of all labels, the share (0..1) the threshold accepts; null where there is no threshold. */
  coverage: number | null
  nMin: number
  nStart: number
  /** How many labels a threshold has to keep to be the first one tested. */
  startAt: number
}

/**
 * The lowest confidence above which at most `alpha` of a judge's verdicts are wrong, with error `delta`. Thresholds
 * are tested from the top until the first fails, so no correction for their number is due; where it begins depends on
 * confidences alone. Angelopoulos, Bates, Candès, Jordan & Lei 2021 (Learn then Test, arXiv:2110.01052), fixed
 * sequence testing with binomial tails; the upper bound is Clopper & Pearson's, one-sided.
 *
 * The labels must be random draws of what will be routed, one for each conversation, and none of them may have been
 * used to fit the confidence.
 *
 * @throws GraderError `INTERNAL` where alpha or delta is not between 0 and 1.
 */
export function certifyThreshold(
  labels: readonly RoutingLabel[],
  { grid = settings.grid, alpha, delta }: CertifyOptions,
): CertifiedThreshold {
  const { nMin, nStart } = thresholdSampleSizes(alpha, delta)
  const startAt = Math.max(nMin, Math.min(nStart, labels.length / 2))
  const trace: TestedThreshold[] = []
  for (const { tau, n, wrong } of descendGrid(labels, grid)) {
    if (n < startAt) continue
    const p = binomialCdf(wrong, n, alpha)
    trace.push({ tau, n, k: wrong, p, passed: p <= delta })
    if (p > delta) break
  }
  const last = trace.findLast(({ passed }) => passed) ?? null
  const reason = trace.length === 0 ? 'too_few_labels' : 'not_proven'
  return {
    threshold: last === null ? null : last.tau,
    reason: last === null ? reason : null,
    trace,
    accepted: last === null ? null : acceptedBy(last, delta),
    coverage: last === null ? null : last.n / labels.length,
    ...{ nMin, nStart, startAt },
  }
}

function acceptedBy({ n, k }: TestedThreshold, delta: number): CertifiedThreshold['accepted'] {
  return { n, wrong: k, share: k / n, upper: k === n ? 1 : betaQuantile(1 - delta, k + 1, n - k) }
}
