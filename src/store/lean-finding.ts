import type { Finding } from '../domain/finding.ts'

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

/** Fills in what `leanFinding` left out. What is no finding stays none: whoever reads it still parses it. */
export function wholeFinding(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored
  const verdict = 'verdict' in stored ? stored.verdict : null
  return { ...BARE, confidence: usualConfidence(verdict), ...stored }
}

/** A check is sure of what it decides; whatever is unscored, and most judges at first, have no confidence. */
function usualConfidence(verdict: unknown): Finding['confidence'] {
  return { raw: verdict === 'unscored' ? null : 1, calibrated: null }
}
