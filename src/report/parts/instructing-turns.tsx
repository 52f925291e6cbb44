import type { ForReview, ReviewSummary } from '../../insight/review-tally.ts'
import { count, dateTime } from '../format.ts'
import { fill, type ReportText } from '../text.ts'
import { QuoteInContext } from './quote-in-context.tsx'
import { Said } from './said.tsx'

/** Shown at once; the others open on request. */
const SHOWN_FIRST = 3

/** The turns that try to tell the judge what to decide, where they stand. */
export function InstructingTurns({ review, text }: { review: ReviewSummary; text: ReportText }) {
  const all = review.conversations.filter(({ reasons }) => reasons.includes('instructs_judge'))
  const rest = all.slice(SHOWN_FIRST)
  const found = review.reasons.instructs_judge
  return (
    <details open>
      <summary>
        <h3>{text.instructsTitle}</h3>
        <b>{count(found)}</b>
        <span class="sub">{text.instructsNote}</span>
      </summary>
      {all.slice(0, SHOWN_FIRST).map((one) => (
        <Conversation one={one} text={text} />
      ))}
      {rest.length > 0 && (
        <details class="example">
          <summary>{fill(text.moreExamples, { n: count(rest.length) })}</summary>
          {rest.map((one) => (
            <Conversation one={one} text={text} />
          ))}
        </details>
      )}
      {found > all.length && <p class="note">{fill(text.more, { n: count(found - all.length) })}</p>}
    </details>
  )
}

function Conversation({ one, text }: { one: ForReview; text: ReportText }) {
  return (
    <div class="example">
      <div class="head">
        <b>
          <Said text={one.transcriptId} longest={80} />
        </b>
        <Said text={one.agents.join(', ')} longest={80} />
        {one.startedAt !== null && <span>{dateTime(one.startedAt)}</span>}
        {one.moreInstructing > 0 && (
          <span>{fill(text.moreInstructing, { n: count(one.moreInstructing) })}</span>
        )}
      </div>
      <QuoteInContext turns={one.instructing} text={text} />
    </div>
  )
}
