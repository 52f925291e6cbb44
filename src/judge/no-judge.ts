import type { Finding } from '../domain/finding.ts'
import type { JudgedCriterion } from '../domain/scorecard.ts'
import { type Judge, NO_USAGE } from './judge.ts'

const NO_CONFIDENCE = Object.freeze({ raw: null, calibrated: null })

/** Decides nothing: every judged criterion is `unscored: no_judge` and leaves the total. */
export const noJudge: Judge = {
  configuration: { judge: 'none', model: null, promptHash: null, params: {} },
  judge: async (_transcript, criteria) => ({
    findings: criteria.map(unjudged),
    marks: null,
    usage: NO_USAGE,
  }),
}

function unjudged({ id, by }: JudgedCriterion): Finding {
  return {
    criterion: id,
    verdict: 'unscored',
    score: null,
    reason: 'no_judge',
    rationale: '',
    evidence: [],
    measure: null,
    agentId: null,
    confidence: NO_CONFIDENCE,
    by,
    standing: 'uncertified',
  }
}
