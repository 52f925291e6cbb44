import { type ForReview, REVIEW_REASONS } from '../../insight/review-tally.ts'
import { count, points } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { fill } from '../text.ts'
import { ConversationCells, ConversationHead } from './conversation-columns.tsx'
import { InstructingTurns } from './instructing-turns.tsx'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

/** What is routed to a person and why, and what the judge had to read in parts. */
export function Review(page: Page) {
  const { summary, text } = page
  const { needed, reasons, conversations, more, windowed } = summary.review
  const parts = { n: count(windowed.conversations), most: count(windowed.mostWindows) }
  return (
    <section id="review">
      <h2>{text['nav.review']}</h2>
      <p class="note">{needed === 0 ? text.noReview : fill(text.reviewNeeded, { n: count(needed) })}</p>
      {windowed.conversations > 0 && <p class="note">{fill(text.windowed, parts)}</p>}
      {reasons.instructs_judge > 0 && <InstructingTurns review={summary.review} text={text} />}
      {needed > 0 && (
        <details>
          <summary>
            <h3>{text.reviewList}</h3>
            <b>{count(needed)}</b>
            <span class="sub">
              {REVIEW_REASONS.filter((reason) => reasons[reason] > 0)
                .map((reason) => `${text[`review.${reason}`]} ${count(reasons[reason])}`)
                .join(' · ')}
            </span>
          </summary>
          <Conversations {...page} conversations={conversations} />
          {more > 0 && <p class="note">{fill(text.more, { n: count(more) })}</p>}
        </details>
      )}
    </section>
  )
}

function Conversations({ summary, text, language, conversations }: Page & { conversations: ForReview[] }) {
  const titles = new Map(summary.redLines.map(({ id, title }) => [id, title?.[language] ?? id]))
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <ConversationHead text={text} />
            <th>{text.reason}</th>
            <th class="n">{text.total}</th>
          </tr>
        </thead>
        <tbody>
          {conversations.map((one) => (
            <tr>
              <ConversationCells one={one} />
              <td>
                {one.reasons.map((reason) => (
                  <div>
                    {text[`review.${reason}`]}
                    {reason === 'red_line' && (
                      <div class="sub">
                        <Said text={one.redLines.map(named).join(' · ')} longest={400} />
                      </div>
                    )}
                  </div>
                ))}
              </td>
              <td class="n">{points(one.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )

  function named(id: string): string {
    return harmlessLine(titles.get(id) ?? id, 60)
  }
}
