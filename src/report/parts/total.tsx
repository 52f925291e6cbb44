import type { Unconfirmed } from '../../insight/unconfirmed.ts'
import { points } from '../format.ts'
import { sayStandings } from '../say-standing.ts'
import type { ReportText } from '../text.ts'

/** A total, marked where it rests on verdicts that nothing vouches for yet. */
export function Total(props: { total: number | null; unconfirmed: Unconfirmed | null; text: ReportText }) {
  const { total, unconfirmed, text } = props
  return (
    <>
      {points(total)}
      {unconfirmed !== null && (
        <span class="flag" title={sayStandings(unconfirmed, text)}>
          *
        </span>
      )}
    </>
  )
}

/** What the mark means, under a table that has it. */
export function TotalsNote({
  rows,
  text,
}: {
  rows: readonly { unconfirmed: Unconfirmed | null }[]
  text: ReportText
}) {
  return rows.some(({ unconfirmed }) => unconfirmed !== null) ? (
    <p class="note sub">{text.unconfirmedNote}</p>
  ) : null
}
