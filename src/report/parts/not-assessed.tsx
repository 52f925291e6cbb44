import { count } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { sayAskedAgain } from '../say-asked-again.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

const MOST_NAMED = 40

/** What has no verdict. */
export function NotAssessed({ summary, text, language }: Page) {
  const { notAssessed } = summary
  const again = sayAskedAgain(notAssessed, text)
  return (
    <section id="unscored">
      <h2>{text['nav.unscored']}</h2>
      <p class="note">{notAssessed.length === 0 ? text.allScored : text.unscoredNote}</p>
      {again !== null && <p class="note">{again}</p>}
      {notAssessed.length > 0 && (
        <div class="scroll reasons">
          <table>
            <thead>
              <tr>
                <th class="n">{text.findings}</th>
                <th>{text.reason}</th>
                <th>{text.criteria}</th>
              </tr>
            </thead>
            <tbody>
              {notAssessed.map(({ reason, askedAgain, findings, criteria }) => (
                <tr>
                  <td class="n">{count(findings)}</td>
                  <td class="prose">
                    {text[`reason.${reason}`]} {askedAgain && <span class="tag">{text.askedAgain}</span>}
                    <div class="sub">
                      {text.whatToDo}
                      {text.colon}
                      {text[`todo.${reason}`]}
                    </div>
                  </td>
                  <td class="sub prose">
                    {fill(text.criteriaCount, { n: count(criteria.length) })}
                    {text.colon}
                    <Said text={criteria.slice(0, MOST_NAMED).map(named).join(' · ')} longest={4000} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )

  function named({
    id,
    title,
    count: n,
  }: Page['summary']['notAssessed'][number]['criteria'][number]): string {
    return `${harmlessLine(title?.[language] ?? id, 60)} ${count(n)}`
  }
}
