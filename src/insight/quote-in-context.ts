import type { Evidence } from '../domain/finding.ts'
import type { Transcript, Turn } from '../domain/transcript.ts'
import { quotedRanges } from './quoted-ranges.ts'
import { textWindow } from './text-window.ts'

/** Turns shown before and after the one that the evidence points at. */
const AROUND = 2
/** Longest text shown of one turn, and how much of a cut one before its first quote, in UTF-16 units. */
const SHOWN = { longest: 300, lead: 80 }

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
  const marks = quotedRanges(evidence.filter(({ start }) => start === null || start < turn.text.length))
  const [from, to] = textWindow(turn.text, marks[0]?.[0] ?? 0, SHOWN)
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
