import type { Standings } from '../calibrate/stand-by-certificate.ts'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'

/** What a certificate says of one criterion, for people. */
export interface CertifiedStanding extends Pick<CertifiedCriterion, 'criterion' | 'standing' | 'why' | 'n'> {
  kappa: CertifiedCriterion['kappa']
}

/** A certificate that findings stand by: where it comes from, and what it says. */
export interface CertificateSummary extends Pick<Certificate, 'id' | 'at'> {
  set: string
  /** Conversations compared. */
  conversations: number
  labelledBy: Certificate['set']['labelledBy']
  criteria: CertifiedStanding[]
}

/** The certificates of several scorecards, the newest first, each criterion of each told once. */
export function certificateSummaries(shelf: readonly Pick<Standings, 'covering'>[]): CertificateSummary[] {
  const summaries = new Map<string, CertificateSummary>()
  for (const { certificate, entry } of shelf.flatMap(({ covering }) => covering)) {
    const { id, at, set } = certificate
    const { name, conversations, labelledBy } = set
    const known = summaries.get(id) ?? { id, at, set: name, conversations, labelledBy, criteria: [] }
    summaries.set(id, known)
    const { criterion, standing, why, n, kappa } = entry
    if (known.criteria.every((one) => one.criterion !== criterion || one.why.en !== why.en))
      known.criteria.push({ criterion, standing, why, n, kappa })
  }
  return [...summaries.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
}
