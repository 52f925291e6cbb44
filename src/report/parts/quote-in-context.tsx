import type { Child } from 'hono/jsx'
import type { ContextTurn } from '../../insight/quote-in-context.ts'
import { clockTime, count } from '../format.ts'
import { harmless } from '../harmless.ts'
import { fill, type ReportText } from '../text.ts'

/** Turns in order, quotes marked; a line of dots where turns in between are left out. */
export function QuoteInContext({ turns, text }: { turns: ContextTurn[]; text: ReportText }) {
  return (
    <ol class="turns">
      {turns.map((turn, index) => {
        const before = turns[index - 1]
        const gap = before !== undefined && turn.id > before.id + 1
        return (
          <>
            {gap && <li class="gap">{text.turnsBetween}</li>}
            <TurnLine turn={turn} text={text} />
          </>
        )
      })}
    </ol>
  )
}

function TurnLine({ turn, text }: { turn: ContextTurn; text: ReportText }) {
  const [before, after] = turn.cut
  const quoted = turn.marks.length > 0 || turn.dueAfter || turn.dueBefore
  return (
    <li class={quoted ? 'quoted' : ''}>
      <span class="when">
        {fill(text.turn, { n: turn.id })} {turn.at !== null && clockTime(turn.at)}
      </span>
      <span class="who" title={turn.agent === null ? '' : harmless(turn.agent)}>
        {text[`role.${turn.role}`]}
        {turn.internal && <span class="tag">{text.internal}</span>}
      </span>
      <span class="said">
        {turn.dueBefore && <span class="due">{text.dueBefore}</span>}
        {before > 0 && <span class="cut">{fill(text.cutBefore, { n: count(before) })} </span>}
        <bdi>{marked(turn)}</bdi>
        {after > 0 && <span class="cut"> {fill(text.cutAfter, { n: count(after) })}</span>}
        {turn.dueAfter && <span class="due">{text.dueAfter}</span>}
      </span>
    </li>
  )
}

/** Cut at the offsets first and made harmless after: what stands for a control character may be longer than it. */
function marked({ text, marks }: ContextTurn): Child[] {
  const pieces: Child[] = []
  let at = 0
  for (const [start, end] of marks) {
    pieces.push(
      harmless(text.slice(at, start)),
      <mark>
        <bdi>{harmless(text.slice(start, end))}</bdi>
      </mark>,
    )
    at = end
  }
  pieces.push(harmless(text.slice(at)))
  return pieces
}
