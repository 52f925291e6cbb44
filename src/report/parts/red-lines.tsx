import type { RedLineSummary } from '../../insight/red-line-tally.ts'
import { count, points } from '../format.ts'
import { sayOpenRedLines } from '../say-open-red-lines.ts'
import { fill } from '../text.ts'
import { ConversationCells, ConversationHead } from './conversation-columns.tsx'
import type { Page } from './page.ts'
import { Named, Said } from './said.tsx'
import { Total, TotalsNote } from './total.tsx'

export function RedLines({ summary, text, language }: Page) {
  const { redLines, criteria } = summary
  const open = sayOpenRedLines(criteria, text, language)
  return (
    <section id="red-lines">
      <h2>{text.redLines}</h2>
      <p class="note">{redLines.length === 0 ? text.noRedLines : text.redLinesNote}</p>
      {open !== null && (
        <p class="note">
          <Said text={open} longest={2000} />
        </p>
      )}
      {redLines.map((line) => (
        <details open={line.found > 0}>
          <summary>
            <h3 class={line.found > 0 ? 'bad' : ''}>
              <Named title={line.title} id={line.id} language={language} />
            </h3>
            <b>{count(line.found)}</b>
            <span class="sub">{fill(text.redLineStates, line.states)}</span>
          </summary>
          <Conversations line={line} text={text} />
        </details>
      ))}
    </section>
  )
}

function Conversations({ line, text }: { line: RedLineSummary; text: Page['text'] }) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <ConversationHead text={text} />
            <th>{text.state}</th>
            <th class="n">{text.total}</th>
            <th class="n">{text.totalIfConfirmed}</th>
          </tr>
        </thead>
        <tbody>
          {line.conversations.map((one) => (
            <tr>
              <ConversationCells one={one} />
              <td class="nowrap">{text[`state.${one.state}`]}</td>
              <td class="n total">
                <Total {...one} text={text} />
              </td>
              <td class="n">{points(one.state === 'confirmed' ? one.total : one.totalIfConfirmed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <TotalsNote rows={line.conversations} text={text} />
      {line.more > 0 && <p class="note">{fill(text.more, { n: count(line.more) })}</p>}
    </div>
  )
}
