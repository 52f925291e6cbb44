import { count, dateTime, NONE } from '../format.ts'
import { sayJudge } from '../say-judge.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Named, Said } from './said.tsx'

export function Provenance({ summary, text, language, software }: Page & { software: string }) {
  const { judges } = summary
  const { scorecards, asOf } = summary.provenance
  const programs = [...new Set([software, ...summary.provenance.software])]
  return (
    <footer>
      <h2>{text.provenance}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{text.scorecard}</th>
              <th class="n">{text.version}</th>
              <th>{text.hash}</th>
              <th class="n">{text.conversations}</th>
            </tr>
          </thead>
          <tbody>
            {scorecards.map((card) => (
              <tr>
                <td>
                  <Named title={card.title} id={card.id} language={language} /> <code>{card.id}</code>
                </td>
                <td class="n">{card.version}</td>
                <td>
                  <code>{card.hash}</code>
                </td>
                <td class="n">{count(card.conversations)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl>
        <dt>{text.judge}</dt>
        <dd>
          {judges.length === 0 && NONE}
          {judges.map((one) => (
            <div>
              <Said text={sayJudge(one, text)} /> · {text.conversations} {count(one.conversations)}
              {one.judge !== 'none' && (
                <>
                  {' · '}
                  <Said text={standing(one.certificates)} />
                </>
              )}
            </div>
          ))}
        </dd>
        <dt>{text.software}</dt>
        <dd>
          <Said text={programs.join(', ')} />
        </dd>
        <dt>{text.asOf}</dt>
        <dd>{asOf === null ? NONE : [...new Set(asOf.map(dateTimeWithOffset))].join(' – ')}</dd>
      </dl>
    </footer>
  )

  function standing(certificates: readonly string[]): string {
    return certificates.length === 0
      ? text.judgeUncertified
      : fill(text.certificateBare, { id: certificates.join(', ') })
  }
}

function dateTimeWithOffset(iso: string): string {
  return `${dateTime(iso)} ${/Z$/.test(iso) ? 'UTC' : iso.slice(-6)}`
}
