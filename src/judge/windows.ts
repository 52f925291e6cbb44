import type { Turn } from '../domain/transcript.ts'

/** A turn, or a piece of a long one, as it is shown to a model. */
export interface ShownTurn {
  turn: Turn
  text: string
  /** Which piece of how many, from 1; absent for a whole turn. */
  piece?: { index: number; of: number }
}

/** A part of a conversation that fits into one request, from 1. */
export interface Window {
  part: number
  parts: number
  turns: ShownTurn[]
}

export interface WindowSizes {
  /** Most text in one window, in UTF-16 units. */
  windowUnits: number
  /** How much of a window's end the next one shows again, in UTF-16 units; less than half a window. */
  overlapUnits: number
}

/** What a turn's number, role and notes add to its text. */
const LINE_UNITS = 40

/**
 * Parts a conversation into windows that overlap by whole turns. Each turn is in at least one window, and a turn longer
 * than half a window is shown in pieces that overlap too: nothing is cut away.
 */
export function windowsOf(turns: readonly Turn[], sizes: WindowSizes): Window[] {
  const shown = turns.flatMap((turn) => piecesOf(turn, sizes))
  const windows: ShownTurn[][] = []
  let start = 0
  while (start < shown.length) {
    const end = endOf(shown, start, sizes.windowUnits)
    windows.push(shown.slice(start, end))
    if (end >= shown.length) break
    start = Math.max(start + 1, overlapStart(shown, end, sizes.overlapUnits))
  }
  return windows.map((part, index) => ({ part: index + 1, parts: windows.length, turns: part }))
}

function piecesOf(turn: Turn, { windowUnits, overlapUnits }: WindowSizes): ShownTurn[] {
  const longest = Math.floor(windowUnits / 2)
  const { text } = turn
  if (text.length <= longest) return [{ turn, text }]
  const overlap = Math.min(overlapUnits, Math.floor(longest / 4))
  const pieces: string[] = []
  for (let start = 0; start < text.length; start += longest - overlap) {
    pieces.push(text.slice(start, start + longest))
    if (start + longest >= text.length) break
  }
  return pieces.map((piece, index) => ({ turn, text: piece, piece: { index: index + 1, of: pieces.length } }))
}

/** At least one turn goes in. */
function endOf(shown: readonly ShownTurn[], start: number, most: number): number {
  let units = 0
  let end = start
  while (end < shown.length) {
    units += (shown[end]?.text.length ?? 0) + LINE_UNITS
    if (units > most && end > start) break
    end += 1
  }
  return end
}

function overlapStart(shown: readonly ShownTurn[], end: number, most: number): number {
  let units = 0
  let start = end
  while (start > 0) {
    units += (shown[start - 1]?.text.length ?? 0) + LINE_UNITS
    if (units > most) break
    start -= 1
  }
  return start
}
