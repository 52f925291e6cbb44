import type { Certificate, CertifiedCriterion, JudgeKey } from '../domain/certificate.ts'
import type { Finding } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import { canonicalJson } from '../domain/hash.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { type JudgedCriterion, placedCriteria, type Scorecard } from '../domain/scorecard.ts'
import { applyCalibrator } from './calibrator.ts'
import settings from './standing-settings.json' with { type: 'json' }

/** What certificates say of the findings of one judge by one scorecard. */
export interface Standings {
  /** The certificates that say anything of this judge and scorecard, sorted: part of what a grade is made by. */
  certificates: readonly string[]
  /** What they say of the scorecard's criteria, in the form's order, without what a newer one says instead. */
  covering: readonly CoveringEntry[]
  stand(findings: readonly Finding[]): Stood
}

export interface CoveringEntry {
  certificate: Pick<Certificate, 'id' | 'at' | 'set'>
  entry: CertifiedCriterion
}

export interface Stood {
  /** As given, with standing and calibrated confidence where a certificate covers them. */
  findings: Finding[]
  /** The certificates used, joined by `+`; null where none was. */
  certificate: string | null
  /** Why a person has to look: `assist` where one confirms every verdict, `below_threshold` where confidence is low. */
  reasons: Extract<Grade['review']['reasons'][number], 'assist' | 'below_threshold'>[]
}

/**
 * Finds what covers a judge's findings: the same judge, model, prompt, parameters and question, asked together with
 * the same others. Of several the newest counts. A red line never stands alone and is never off, whatever the
 * certificate says, and nothing stands alone that was tested by larger errors than the scorecard allows now.
 */
export function makeStandings(
  certificates: readonly Certificate[],
  judge: JudgeKey,
  scorecard: Scorecard,
): Standings {
  const form: Form = {
    redLines: new Set(scorecard.redLines.map(({ id }) => id)),
    allowed: scorecard.routing ?? settings,
  }
  const covering = coveringEntries(certificates, judge, scorecard)
  const used = [...covering.values()].flat().map(({ certificate }) => certificate.id)
  return {
    certificates: [...new Set(used)].sort(),
    covering: [...covering.values()].flatMap(withoutReplaced),
    stand(findings) {
      if (covering.size === 0) return { findings: [...findings], certificate: null, reasons: [] }
      const named = new Set<string>()
      const reasons = new Set<Stood['reasons'][number]>()
      const stood = findings.map((finding): Finding => {
        const covered = covering.get(finding.criterion)?.find(({ entry }) => covers(entry, finding))
        if (covered === undefined) return finding
        named.add(covered.certificate.id)
        const { finding: certified, reason } = standOne(finding, covered.entry, form)
        if (reason !== null) reasons.add(reason)
        return certified
      })
      return {
        findings: stood,
        certificate: named.size === 0 ? null : [...named].sort().join('+'),
        reasons: [...reasons].sort(),
      }
    },
  }
}

/** By criterion, the newest first. */
function coveringEntries(
  certificates: readonly Certificate[],
  judge: JudgeKey,
  scorecard: Scorecard,
): Map<string, CoveringEntry[]> {
  const key = judgeHash(judge)
  const ofJudge = certificates.filter((certificate) => judgeHash(certificate.judge) === key)
  const covering = new Map<string, CoveringEntry[]>()
  if (ofJudge.length === 0) return covering
  for (const { criterion } of placedCriteria(scorecard)) {
    if (criterion.by === 'check') continue
    const entries = ofJudge.flatMap((certificate) => entriesOf(certificate, criterion, scorecard))
    if (entries.length > 0)
      covering.set(
        criterion.id,
        entries.sort(({ certificate: a }, { certificate: b }) =>
          a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1,
        ),
      )
  }
  return covering
}

function entriesOf(certificate: Certificate, asked: JudgedCriterion, { acts }: Scorecard): CoveringEntry[] {
  const hash = judgementHash(asked, acts)
  return certificate.criteria
    .filter((entry) => entry.criterion === asked.id && entry.judgementHash === hash)
    .map((entry) => ({ certificate, entry }))
}

/** Of one criterion's entries, the newest first, those that hold for a company of questions that no newer one has. */
function withoutReplaced(entries: readonly CoveringEntry[]): CoveringEntry[] {
  const spoken = new Set<string>()
  return entries.filter(({ entry: { companies } }) => {
    const fresh = (companies.length === 0 ? [ALONE] : companies).filter((company) => !spoken.has(company))
    for (const company of fresh) spoken.add(company)
    return fresh.length > 0
  })
}

/** Stands for the company of what is decided alone. */
const ALONE = ''

/** Equal for judges whose findings are one and the same question asked the same way. */
function judgeHash({ judge, model, promptHash, params }: JudgeKey): string {
  return canonicalJson([judge, model, promptHash, params])
}

/** Code decided a condition by itself: no certificate speaks of that. What has no score was decided in no company. */
function covers({ companies }: CertifiedCriterion, { company, by, verdict }: Finding): boolean {
  if (by === 'check' || by === 'person') return false
  if (verdict === 'unscored' && company === undefined) return true
  return company === undefined ? companies.length === 0 : companies.includes(company)
}

/** What of a scorecard bears on how findings stand. */
interface Form {
  redLines: ReadonlySet<string>
  /** The errors that it allows of what stands alone. */
  allowed: { alpha: number; delta: number }
}

function standOne(
  finding: Finding,
  { standing, calibrator, routing }: CertifiedCriterion,
  { redLines, allowed }: Form,
): { finding: Finding; reason: Stood['reasons'][number] | null } {
  const { raw } = finding.confidence
  const calibrated = raw === null || calibrator === null ? null : applyCalibrator(calibrator, raw)
  const confidence = { raw, calibrated }
  const isRedLine = redLines.has(finding.criterion) && finding.verdict !== 'unscored'
  if (standing === 'off' && !isRedLine) return { finding: { ...finding, confidence, standing }, reason: null }
  if (finding.verdict === 'unscored') return { finding: { ...finding, standing: 'assist' }, reason: null }
  const isAllowed = routing.alpha <= allowed.alpha && routing.delta <= allowed.delta
  if (standing !== 'auto' || isRedLine || !isAllowed)
    return { finding: { ...finding, confidence, standing: 'assist' }, reason: 'assist' }
  const { threshold } = routing
  return threshold !== null && raw !== null && raw >= threshold
    ? { finding: { ...finding, confidence, standing: 'auto' }, reason: null }
    : { finding: { ...finding, confidence, standing: 'assist' }, reason: 'below_threshold' }
}
