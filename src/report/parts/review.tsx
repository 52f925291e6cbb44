import { type ForReview, REVIEW_REASONS } from '../../insight/review-tally.ts'
import { count } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { sayAssist } from '../say-assist.ts'
import { sayReview } from '../say-review.ts'
import { fill } from '../text.ts'
import { ConversationCells, ConversationHead } from './conversation-columns.tsx'
import { InstructingTurns } from './instructing-turns.tsx'
import type { Page } from './page.ts'
import { Said } from './said.tsx'
import { Total, TotalsNote } from './total.tsx'

/** `assist` is told in one line: it may hold for every conversation of a day. */
const LISTED = REVIEW_REASONS.filter(isListed)

function isListed(reason: ForReview['reasons'][number]): boolean {
  return reason !== 'assist'
}

/** What is routed to a person and why, and what the judge had to read in parts. */
export function Review(page: Page) {
  const { summary, text, language } = page
  const { needed, reasons, onlyAssist, conversations, more, windowed } = summary.review
  const assist = sayAssist(summary, text, language, Number.POSITIVE_INFINITY)
  const parts = { n: count(windowed.conversations), most: count(windowed.mostWindows) }
  return (
    <section id="review">
      <h2>{text['nav.review']}</h2>
      <p class="note">{needed === 0 ? text.noReview : sayReview(summary.review, text)}</p>
      {windowed.conversations > 0 && <p class="note">{fill(text.windowed, parts)}</p>}
      {assist !== null && (
        <p class="note">
          <Said text={assist} longest={4000} />
        </p>
      )}
      {reasons.instructs_judge > 0 && <InstructingTurns review={summary.review} text={text} />}
      {needed > onlyAssist && (
        <details>
          <summary>
            <h3>{text.reviewList}</h3>
            <b>{count(needed - onlyAssist)}</b>
            <span class="sub">
              {LISTED.filter((reason) => reasons[reason] > 0)
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
                {one.reasons.filter(isListed).map((reason) => (
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
              <td class="n total">
                <Total {...one} text={text} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TotalsNote rows={conversations} text={text} />
    </div>
  )

  function named(id: string): string {
    return harmlessLine(titles.get(id) ?? id, 60)
  }
}
