import type { CertificateSummary, CertifiedStanding } from '../../insight/certificate-summary.ts'
import { count, NONE } from '../format.ts'
import type { Page } from './page.ts'
import { Named, Said } from './said.tsx'

/** Why each criterion stands as it does, in the words of its certificate. */
export function CertificateDetails({ summary, text, language }: Page) {
  const { certificates, criteria } = summary
  if (certificates.length === 0) return null
  const titles = new Map(criteria.map(({ id, title }) => [id, title]))
  return (
    <details>
      <summary>{text.certificateDetails}</summary>
      <div class="scroll criteria">
        <table>
          <thead>
            <tr>
              <th>{text.criterion}</th>
              <th>{text.standing}</th>
              <th class="n">{text.compared}</th>
              <th class="n">{text.kappa}</th>
              <th class="n">{text.interval}</th>
            </tr>
          </thead>
          <tbody>
            {certificates.flatMap((certificate) =>
              certificate.criteria.map((one) => (
                <tr>
                  <td>
                    <Named title={titles.get(one.criterion) ?? null} id={one.criterion} language={language} />
                    <div class="sub">
                      <Said text={one.why[language]} longest={600} />
                    </div>
                    {(certificates.length > 1 || isReworded(one, certificate)) && (
                      <div>
                        <code>{certificates.length > 1 && certificate.id}</code>{' '}
                        <code>{isReworded(one, certificate) && one.scorecards.join(', ')}</code>
                      </div>
                    )}
                  </td>
                  <td class="nowrap">{text[`standing.${one.standing}`]}</td>
                  <td class="n">{count(one.n)}</td>
                  <td class="n">{figure(one.kappa.value)}</td>
                  <td class="n sub">{interval(one)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Where a criterion is asked in several wordings, the forms say which is which. */
function isReworded({ criterion }: CertifiedStanding, { criteria }: CertificateSummary): boolean {
  return criteria.filter((one) => one.criterion === criterion).length > 1
}

function figure(value: number | null): string {
  return value === null ? NONE : value.toFixed(2)
}

function interval({ kappa }: CertifiedStanding): string {
  return kappa.interval?.map(figure).join(' – ') ?? NONE
}
