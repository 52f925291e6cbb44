import type { Child } from 'hono/jsx'
import { textWindow } from '../../insight/text-window.ts'
import { count } from '../format.ts'
import { harmless } from '../harmless.ts'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'
import type { PlannedTurn } from './plan-turns.ts'

/** Longest text shown of one turn at once, and how much of it before its first quote; the rest opens on request. */
const SHOWN = { longest: 1000, lead: 200 }

/** A turn's text with the judge's quotes marked. */
export function MarkedText({ planned, text }: { planned: PlannedTurn; text: EvalPage['text'] }) {
  const said = planned.turn.text
  const [from, to] = textWindow(said, planned.marks[0]?.[0] ?? 0, SHOWN)
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
