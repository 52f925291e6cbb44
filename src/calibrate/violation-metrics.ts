import type { LabelPair } from './contingency-table.ts'
import { type Estimate, estimateShare } from './estimate.ts'

/** Conversations by what the judge said of them and whether people agree; "positive" is a violation, "fail". */
export interface Confusion {
  tp: number
  fp: number
  fn: number
  tn: number
}

export interface ViolationMetrics extends Confusion {
  /** Of those the judge failed, the share people failed too. */
  precision: Estimate
  /** Of those people failed, the share the judge failed too. */
  recall: Estimate
  /** Of those people passed, the share the judge passed too. */
  trueNegativeRate: Estimate
  /** 2tp / (2tp + fp + fn); `n` is how many were failed by either. */
  f1: Estimate
  /** Mean of recall and true negative rate; null where one of them is. */
  balancedAccuracy: number | null
}

/** How well the judge finds what people call a fail, in shares 0..1 with 95 % intervals; null where a denominator is 0. */
export function violationMetrics({ tp, fp, fn, tn }: Confusion): ViolationMetrics {
  const recall = estimateShare(tp, tp + fn)
  const trueNegativeRate = estimateShare(tn, tn + fp)
  const balancedAccuracy =
    recall.value === null || trueNegativeRate.value === null
      ? null
      : (recall.value + trueNegativeRate.value) / 2
  return {
    ...{ tp, fp, fn, tn },
    precision: estimateShare(tp, tp + fp),
    recall,
    trueNegativeRate,
    f1: f1Of(estimateShare(tp, tp + fp + fn)),
    balancedAccuracy,
  }
}

/** Pairs of (people, judge) as counts; a pair in which either said neither "pass" nor "fail" is left out and counted. */
export function confusionOf(pairs: readonly LabelPair[]): Confusion & { leftOut: number } {
  const confusion = { tp: 0, fp: 0, fn: 0, tn: 0, leftOut: 0 }
  for (const [human, judge] of pairs) {
    if (human === 'fail' && judge === 'fail') confusion.tp += 1
    else if (human === 'pass' && judge === 'fail') confusion.fp += 1
    else if (human === 'fail' && judge === 'pass') confusion.fn += 1
    else if (human === 'pass' && judge === 'pass') confusion.tn += 1
    else confusion.leftOut += 1
  }
  return confusion
}

/** F1 is no share, but 2s / (1 + s) of one: of s = tp / (tp + fp + fn). It rises with s, so Wilson's bounds carry over. */
function f1Of({ value, n, interval }: Estimate): Estimate {
  const carry = (share: number) => (2 * share) / (1 + share)
  return {
    value: value === null ? null : carry(value),
    n,
    interval: interval === null ? null : [carry(interval[0]), carry(interval[1])],
  }
}
