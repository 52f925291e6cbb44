import type { CertificateSummary } from '../insight/certificate-summary.ts'
import type { JudgeSummary } from '../insight/judge-tally.ts'
import { STANDINGS } from '../insight/standing-counts.ts'
import { count } from './format.ts'
import { fill, type ReportText } from './text.ts'

/** A line for each certificate that a judge's findings stand by: of when, from which set, labelled by whom; nothing where it decided nothing. */
export function sayCertificates(
  { certificates, standings }: Pick<JudgeSummary, 'certificates' | 'standings'>,
  known: readonly CertificateSummary[],
  text: ReportText,
): string[] {
  const decided = STANDINGS.some((standing) => standings[standing] > 0)
  if (certificates.length === 0) return decided ? [text.noCertificate] : []
  return certificates.map((id) => {
    const certificate = known.find((one) => one.id === id)
    if (certificate === undefined) return fill(text.certificateBare, { id })
    const { at, set, conversations, labelledBy } = certificate
    const who = text[`labelledBy.${labelledBy}`]
    return fill(text.certificateOf, { id, date: at.slice(0, 10), set, n: count(conversations), who })
  })
}
