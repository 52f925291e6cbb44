import type { Standings } from '../calibrate/stand-by-certificate.ts'
import type { ExplainedStanding } from '../domain/explanation.ts'
import type { Finding } from '../domain/finding.ts'

/** Says for a criterion how a judge's finding of it stands, and in whose words. */
export function makeExplainStanding(
  standings: Standings,
  findings: readonly Finding[],
): (criterion: string) => ExplainedStanding {
  return (criterion) => {
    const found = findings.filter((finding) => finding.criterion === criterion)
    const stood = standings.stand(found)
    const { standing = 'uncertified', confidence } = stood.findings[0] ?? {}
    const covering = standings.covering.find(
      ({ certificate, entry }) => certificate.id === stood.certificate && entry.criterion === criterion,
    )
    return {
      standing,
      calibrated: confidence?.calibrated ?? null,
      certificate: covering === undefined ? null : { id: covering.certificate.id, why: covering.entry.why },
    }
  }
}
