import type { CertifiedCriterion } from '../domain/certificate.ts'
import { sayStanding } from './say-standing.ts'

/**
 * A criterion that a judge says it is not able to decide, in every conversation: it is off, whoever labelled what.
 * @param n conversations in which it was asked
 */
export function certifyUnable(
  { criterion, judgementHash }: Pick<CertifiedCriterion, 'criterion' | 'judgementHash'>,
  n: number,
  errors: { alpha: number; delta: number },
): CertifiedCriterion {
  const none = { value: null, interval: null }
  const share = { ...none, n: 0 }
  return {
    criterion,
    judgementHash,
    companies: [],
    n: 0,
    fails: 0,
    noMajority: 0,
    unlabelled: 0,
    unscored: [{ reason: 'judge_not_able', n }],
    agreement: share,
    kappa: none,
    ac1: none,
    failPrecision: share,
    failRecall: share,
    ceiling: null,
    calibrator: null,
    calibration: null,
    routing: { ...errors, threshold: null, accepted: null },
    disagreementBound: 1,
    flipRate: null,
    standing: 'off',
    because: 'cannot_judge',
    why: sayStanding('cannot_judge', { n }),
  }
}
