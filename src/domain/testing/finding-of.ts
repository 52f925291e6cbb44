import type { Finding } from '../finding.ts'

const SCORES = { pass: 1, fail: 0, not_applicable: null, unscored: null } as const

/** What a judge found of tone; it passed unless a verdict or a reason is given, and score and reason follow from that. */
export function findingOf(given: Partial<Finding> = {}): Finding {
  const verdict = given.verdict ?? ((given.reason ?? null) === null ? 'pass' : 'unscored')
  return {
    criterion: 'tone',
    verdict,
    score: SCORES[verdict],
    reason: verdict === 'unscored' ? 'judge_cannot_tell' : null,
    rationale: '',
    evidence: [],
    measure: null,
    agentId: null,
    confidence: { raw: null, calibrated: null },
    by: 'judgment',
    standing: 'uncertified',
    ...given,
  }
}
