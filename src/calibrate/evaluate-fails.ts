import type { Estimate } from './estimate.ts'
import type { EvaluatedItem } from './evaluate-items.ts'
import type { ViolationMetrics } from './violation-metrics.ts'
import { weightedShare } from './weighted-share.ts'

/**
 * As `violationMetrics`, of items that both sides decided, by weight: everything but a fail counts as not failed. The
 * counts tp, fp, fn and tn are of conversations and not weighted.
 */
export function evaluateFails(compared: readonly EvaluatedItem[]): ViolationMetrics {
  const failed = compared.filter(({ reference }) => reference === 'fail')
  const judgedFailed = compared.filter(({ verdict }) => verdict === 'fail')
  const passed = compared.filter(({ reference }) => reference !== 'fail')
  const either = compared.filter(({ reference, verdict }) => reference === 'fail' || verdict === 'fail')
  const tp = failed.filter(({ verdict }) => verdict === 'fail').length
  const fp = judgedFailed.length - tp
  const recall = weightedShare(failed, ({ verdict }) => verdict === 'fail')
  const trueNegativeRate = weightedShare(passed, ({ verdict }) => verdict !== 'fail')
  return {
    ...{ tp, fp, fn: failed.length - tp, tn: passed.length - fp },
    precision: weightedShare(judgedFailed, ({ reference }) => reference === 'fail'),
    recall,
    trueNegativeRate,
    f1: f1Of(weightedShare(either, ({ reference, verdict }) => reference === verdict)),
    balancedAccuracy:
      recall.value === null || trueNegativeRate.value === null
        ? null
        : (recall.value + trueNegativeRate.value) / 2,
  }
}

/** F1 is 2s / (1 + s) of s = tp / (tp + fp + fn), and rises with it, so bounds carry over. */
function f1Of({ value, n, interval }: Estimate): Estimate {
  const carry = (share: number) => (2 * share) / (1 + share)
  return {
    value: value === null ? null : carry(value),
    n,
    interval: interval === null ? null : [carry(interval[0]), carry(interval[1])],
  }
}
