import type { Standings } from '../calibrate/stand-by-certificate.ts'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import { byText } from './keep-top.ts'

/** What a certificate says of one criterion, for people. */
export interface CertifiedStanding
  extends Pick<CertifiedCriterion, 'criterion' | 'standing' | 'why' | 'n' | 'kappa'> {
  /** The forms it says this for: another wording may have other figures. */
  scorecards: string[]
}

/** A certificate that findings stand by: where it comes from, and what it says. */
export interface CertificateSummary extends Pick<Certificate, 'id' | 'at'> {
  set: string
  /** In the part of the set that was compared. */
  conversations: number
  labelledBy: Certificate['set']['labelledBy']
  criteria: CertifiedStanding[]
}

/** A form with what certificates say of the judge's findings by it. */
export interface CertifiedForm {
  scorecard: { id: string }
  standings: Pick<Standings, 'covering'>
}

/** The certificates of several forms, the newest first, each criterion told once for all forms that it says the same for. */
export function certificateSummaries(forms: readonly CertifiedForm[]): CertificateSummary[] {
  const summaries = new Map<string, CertificateSummary>()
  const told = new Map<string, CertifiedStanding>()
  for (const { scorecard, standings } of forms)
    for (const { certificate, entry } of standings.covering) {
      const { id, at, set } = certificate
      const { name, conversations, labelledBy } = set
      const summary = summaries.get(id) ?? { id, at, set: name, conversations, labelledBy, criteria: [] }
      summaries.set(id, summary)
      const { criterion, standing, why, n, kappa } = entry
      const key = JSON.stringify([id, criterion, standing, why, n, kappa])
      const known = told.get(key)
      if (known === undefined) {
        const one = { criterion, standing, why, n, kappa, scorecards: [scorecard.id] }
        told.set(key, one)
        summary.criteria.push(one)
      } else if (!known.scorecards.includes(scorecard.id)) known.scorecards.push(scorecard.id)
    }
  return [...summaries.values()].sort((a, b) => byText(b.at, a.at) || byText(a.id, b.id))
}
