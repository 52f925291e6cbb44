import type { Disagreement } from '../../calibrate/eval-report.ts'
import type { Evidence } from '../../domain/finding.ts'
import type { Transcript, Turn } from '../../domain/transcript.ts'
import { quotedRanges } from '../../insight/quoted-ranges.ts'

/** Turns shown before and after one that either side points at. */
const AROUND = 2
/** A stretch of fewer is not worth folding. */
const FEWEST_FOLDED = 3
/** Turns shown of a conversation in which neither side points at any. */
const OPENING = 4

/** A turn with what each side says of it. */
export interface PlannedTurn {
  turn: Turn
  /** What the judge quotes: UTF-16 ranges within the text, in order, never overlapping. */
  marks: [start: number, end: number][]
  /** The raters that named it. */
  raters: string[]
  /** The judge says that something was due after this turn, or before the first, and did not come. */
  missing: 'after' | 'before' | null
}

/** Neighbouring turns that are shown, or folded away. */
export interface Stretch {
  folded: boolean
  turns: PlannedTurn[]
}

export interface PlannedConversation {
  stretches: Stretch[]
  /** Evidence of the judge that does not stand where it points: no such turn, or other words. */
  astray: Evidence[]
}

/** A conversation as stretches in order: what either side points at with two turns around it, the rest folded. */
export function planTurns(
  { turns }: Transcript,
  { judge, raters, settled }: Disagreement,
): PlannedConversation {
  const people = settled === null ? raters : [...raters, settled]
  const astray = judge.evidence.filter((one) => !standsIn(turns, one))
  const placed = judge.evidence.filter((one) => !astray.includes(one))
  const planned = turns.map((turn): PlannedTurn => {
    const own = placed.filter((one) => one.turn === turn.id)
    const isBefore = turn.id === 1 && placed.some((one) => one.turn === 0)
    return {
      turn,
      marks: quotedRanges(own),
      raters: people
        .filter((rater) => rater.turns.some((named) => named.turn === turn.id))
        .map(({ rater }) => rater),
      missing: own.some(({ quote }) => quote === null) ? 'after' : isBefore ? 'before' : null,
    }
  })
  return { stretches: stretchesOf(planned), astray }
}

/** Whether either side points at a turn. */
function isNamed({ marks, raters, missing }: PlannedTurn): boolean {
  return marks.length > 0 || raters.length > 0 || missing !== null
}

function standsIn(turns: readonly Turn[], { turn, start, end, quote }: Evidence): boolean {
  const said = turns[turn - 1]
  if (quote === null) return turn === 0 || said !== undefined
  return said !== undefined && start !== null && end !== null && said.text.slice(start, end) === quote
}

function stretchesOf(planned: readonly PlannedTurn[]): Stretch[] {
  const named = planned.flatMap((one, at) => (isNamed(one) ? [at] : []))
  const isShown = planned.map((_, at) =>
    named.length === 0 ? at < OPENING : named.some((place) => Math.abs(place - at) <= AROUND),
  )
  const stretches: Stretch[] = []
  for (const [at, one] of planned.entries()) {
    const folded = isShown[at] === false
    const last = stretches.at(-1)
    if (last !== undefined && last.folded === folded) last.turns.push(one)
    else stretches.push({ folded, turns: [one] })
  }
  return stretches.map(({ folded, turns }) => ({ folded: folded && turns.length >= FEWEST_FOLDED, turns }))
}
