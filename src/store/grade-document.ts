import { z } from 'zod'
import { Finding } from '../domain/finding.ts'
import { Contribution, Grade } from '../domain/grade.ts'

const BARE_CONTRIBUTION = { kind: 'criterion', criterion: null, section: null }
const BARE_FINDING = {
  score: null,
  reason: null,
  rationale: '',
  evidence: [],
  measure: null,
  agentId: null,
  by: 'check',
  standing: 'auto',
}
const Findings = z.array(z.looseObject({ verdict: Finding.shape.verdict }))
const Stored = z.looseObject({
  findings: Findings,
  contributions: z.array(z.looseObject({ points: Contribution.shape.points })),
  usage: z.looseObject({}),
})

/**
 * A grade as it is stored: JSON, in which findings and contributions leave out what most of them have. That is
 * half the bytes, and bytes are most of what storing costs.
 */
export function writeGrade(grade: Grade): string {
  return JSON.stringify({
    ...grade,
    findings: grade.findings.map(leanFinding),
    contributions: grade.contributions.map(leanContribution),
  })
}

/** Takes grades that leave nothing out too. @throws ZodError where the text is no stored grade. */
export function readGrade(document: string): Grade {
  const stored = Stored.parse(JSON.parse(document))
  const findings = stored.findings.map((finding) => ({
    ...BARE_FINDING,
    confidence: usualConfidence(finding.verdict),
    ...finding,
  }))
  const contributions = stored.contributions.map((one) => ({ ...BARE_CONTRIBUTION, ...one }))
  // A grade stored before judges noted anything has no marks, and one from before prices has no savings.
  const usage = { savedUsd: 0, ...stored.usage }
  return Grade.parse({ marks: null, ...stored, usage, findings, contributions })
}

/** `undefined` is left out of JSON. */
function leanFinding(finding: Finding): object {
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

function leanContribution({ kind, criterion, section, points, outOf }: Contribution): object {
  return {
    kind: kind === 'criterion' ? undefined : kind,
    criterion: criterion ?? undefined,
    section: section ?? undefined,
    points,
    outOf,
  }
}

/** A check is sure of what it decides; whatever is unscored, and most judges at first, have no confidence. */
function usualConfidence(verdict: Finding['verdict']): Finding['confidence'] {
  return { raw: verdict === 'unscored' ? null : 1, calibrated: null }
}
