import type { LabelPair } from './contingency-table.ts'
import { type Estimate, estimateShare } from './estimate.ts'

/**
 * The share (0..1) of pairs in which both said the same, of those where both said something, with Wilson's
 * 95 % interval; null where there is no such pair. Each pair must be of another conversation for the interval to hold.
 */
export function percentAgreement(pairs: readonly LabelPair[]): Estimate {
  const both = pairs.filter(([first, second]) => first !== null && second !== null)
  return estimateShare(both.filter(([first, second]) => first === second).length, both.length)
}
