import type { Finding, UnscoredReason } from '../domain/finding.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'

const NO_CONFIDENCE = Object.freeze({ raw: null, calibrated: null })

/** What a judge finds of a criterion that it does not decide. */
export function unscoredFinding({ id, by }: JudgedCriterion, reason: UnscoredReason): Finding {
  return {
    criterion: id,
    verdict: 'unscored',
    score: null,
    reason,
    rationale: '',
    evidence: [],
    measure: null,
    agentId: null,
    confidence: NO_CONFIDENCE,
    by,
    standing: 'uncertified',
  }
}
