import type { Child } from 'hono/jsx'
import { count } from '../format.ts'
import { harmless } from '../harmless.ts'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'
import type { PlannedTurn } from './plan-turns.ts'

/** Longest text shown of one turn at once, in UTF-16 units; the rest opens on request. */
const LONGEST = 1000
/** How much of a longer one is shown before its first quote. */
const LEAD = 200

/** A turn's text with the judge's quotes marked. */
export function MarkedText({ planned, text }: { planned: PlannedTurn; text: EvalPage['text'] }) {
  const said = planned.turn.text
  const [from, to] = windowOf(said, planned.marks[0]?.[0] ?? 0)
  return (
    <>
      {from > 0 && <More text={text} n={from} said={marked(planned, 0, from)} />}
      <bdi>{marked(planned, from, to)}</bdi>
      {to < said.length && <More text={text} n={said.length - to} said={marked(planned, to, said.length)} />}
    </>
  )
}

function More({ text, n, said }: { text: EvalPage['text']; n: number; said: Child[] }) {
  return (
    <details class="cut">
      <summary>{fill(text.moreText, { n: count(n) })}</summary>
      <bdi>{said}</bdi>
    </details>
  )
}

/** Cut at the offsets first and made harmless after: what stands for a control character may be longer than it. */
function marked({ turn, marks }: PlannedTurn, from: number, to: number): Child[] {
  const pieces: Child[] = []
  let at = from
  for (const [first, last] of marks) {
    const [start, end] = [Math.max(first, from), Math.min(last, to)]
    if (end <= start) continue
    pieces.push(
      harmless(turn.text.slice(at, start)),
      <mark>
        <bdi>{harmless(turn.text.slice(start, end))}</bdi>
      </mark>,
    )
    at = end
  }
  pieces.push(harmless(turn.text.slice(at, to)))
  return pieces
}

/** At most `LONGEST` units that hold the first quote, never half a surrogate pair. */
function windowOf(text: string, quoteStart: number): [from: number, to: number] {
  if (text.length <= LONGEST) return [0, text.length]
  let from = Math.max(0, Math.min(quoteStart - LEAD, text.length - LONGEST))
  let to = from + LONGEST
  if (splitsPair(text, from)) from += 1
  if (splitsPair(text, to)) to -= 1
  return [from, to]
}

function splitsPair(text: string, index: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(index - 1, index + 1))
}
