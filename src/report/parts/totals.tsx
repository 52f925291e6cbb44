import { raw } from 'hono/html'
import { count, NONE, points } from '../format.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Named } from './said.tsx'

/** `chart` is an SVG element made by the program itself. */
export function Totals({ summary, text, language, chart }: Page & { chart: string }) {
  const { totals, provenance } = summary
  const [q1, q2, q3] = totals.quartiles ?? [null, null, null]
  const figures = { n: count(totals.n), min: points(totals.min), max: points(totals.max) }
  const quartiles = { q1: points(q1), q2: points(q2), q3: points(q3) }
  return (
    <section>
      <h2>{text.distribution}</h2>
      <p class="note">{fill(text.distributionNote, { ...figures, ...quartiles })}</p>
      <div class="split">
        <div class="chart">{raw(chart)}</div>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>{text.scorecard}</th>
                <th class="n">{text.conversations}</th>
                <th class="n total">
                  {text.mean}
                  {summary.unconfirmedTotals > 0 && <span class="flag">*</span>}
                </th>
                <th class="n">{text.passMark}</th>
              </tr>
            </thead>
            <tbody>
              {provenance.scorecards.map((card) => (
                <tr>
                  <td>
                    <Named title={card.title} id={card.id} language={language} />
                  </td>
                  <td class="n">{count(card.conversations)}</td>
                  <td class="n">
                    {points(card.total.mean)}
                    {card.total.n < card.conversations && (
                      <span class="sub"> {fill(text.ofN, { n: count(card.total.n) })}</span>
                    )}
                  </td>
                  <td class="n">{card.passMark ?? NONE}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {summary.unconfirmedTotals > 0 && <p class="note sub">{text.unconfirmedNote}</p>}
        </div>
      </div>
    </section>
  )
}
