import type { Evidence } from '../domain/finding.ts'
import type { Transcript, Turn } from '../domain/transcript.ts'

/** Turns shown before and after the one that the evidence points at. */
const AROUND = 2
/** Longest text shown of one turn, in UTF-16 units. */
const LONGEST = 300
/** How much of a cut turn is shown before its first quote. */
const LEAD = 80

export interface ContextTurn {
  id: number
  role: Turn['role']
  internal: boolean
  agent: string | null
  at: string | null
  text: string
  /** UTF-16 units of the turn left out before and after `text`. */
  cut: [before: number, after: number]
  /** Quoted ranges within `text`, in order, never overlapping. */
  marks: [start: number, end: number][]
  /** Something was due after this turn and did not come. */
  dueAfter: boolean
  /** Something was due before the first turn, which is this one. */
  dueBefore: boolean
}

/** The turns that a finding's evidence points at, with two before and two after each, in order. */
export function quoteInContext(evidence: readonly Evidence[], { turns }: Transcript): ContextTurn[] {
  const shown = new Set<number>()
  for (const { turn } of evidence)
    for (let id = Math.max(1, turn - AROUND); id <= Math.min(turns.length, turn + AROUND); id++) shown.add(id)
  return [...shown]
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const turn = turns[id - 1]
      return turn === undefined
        ? []
        : [
            contextTurn(
              turn,
              evidence.filter((each) => each.turn === id || (each.turn === 0 && id === 1)),
            ),
          ]
    })
}

function contextTurn(turn: Turn, evidence: readonly Evidence[]): ContextTurn {
  const ranges = evidence.flatMap(({ start, end }): [number, number][] =>
    start === null || end === null || end <= start || start >= turn.text.length ? [] : [[start, end]],
  )
  const marks = merged(ranges)
  const [from, to] = windowOf(turn.text, marks[0]?.[0] ?? 0)
  return {
    id: turn.id,
    role: turn.role,
    internal: turn.visibility === 'internal',
    agent: turn.agentId ?? null,
    at: turn.at ?? null,
    text: turn.text.slice(from, to),
    cut: [from, turn.text.length - to],
    marks: marks.flatMap(([start, end]): [number, number][] => {
      const range: [number, number] = [Math.max(start, from) - from, Math.min(end, to) - from]
      return range[1] > range[0] ? [range] : []
    }),
    dueAfter: evidence.some(({ turn: after, start }) => start === null && after === turn.id),
    dueBefore: turn.id === 1 && evidence.some(({ turn: after }) => after === 0),
  }
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

function merged(ranges: [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}
