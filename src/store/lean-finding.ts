import { z } from 'zod'
import { Finding } from '../domain/finding.ts'

const BARE = {
  score: null,
  reason: null,
  rationale: '',
  evidence: [],
  measure: null,
  agentId: null,
  by: 'check',
  standing: 'auto',
}

/** Of a stored finding, what is always there; all else may have been left out. */
export const LeanFinding = z.looseObject({ verdict: Finding.shape.verdict })

/** A finding without what most of them have; `undefined` is left out of JSON. */
export function leanFinding(finding: Finding): object {
  const { criterion, verdict, score, reason, rationale, evidence, measure, agentId, confidence } = finding
  const usual = usualConfidence(verdict)
  const isUsual = confidence.raw === usual.raw && confidence.calibrated === usual.calibrated
  return {
    criterion,
    verdict,
    score: score ?? undefined,
    reason: reason ?? undefined,
    rationale: rationale === '' ? undefined : rationale,
    evidence: evidence.length === 0 ? undefined : evidence,
    measure: measure ?? undefined,
    agentId: agentId ?? undefined,
    confidence: isUsual ? undefined : confidence,
    by: finding.by === 'check' ? undefined : finding.by,
    standing: finding.standing === 'auto' ? undefined : finding.standing,
    votes: finding.votes,
    company: finding.company,
  }
}

/** Fills in what `leanFinding` left out; whoever reads it still parses it. */
export function wholeFinding(stored: z.infer<typeof LeanFinding>): object {
  return { ...BARE, confidence: usualConfidence(stored.verdict), ...stored }
}

/** A check is sure of what it decides; whatever is unscored, and most judges at first, have no confidence. */
function usualConfidence(verdict: Finding['verdict']): Finding['confidence'] {
  return { raw: verdict === 'unscored' ? null : 1, calibrated: null }
}
