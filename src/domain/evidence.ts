import { type Evidence, MAX_QUOTE } from './finding.ts'
import type { Turn } from './transcript.ts'

/**
 * Quotes [start, end) of a turn's text (UTF-16 units), cut to `MAX_QUOTE` without splitting a surrogate pair.
 * Without a range it quotes from the turn's beginning.
 */
export function quoteTurn(turn: Pick<Turn, 'id' | 'text'>, start = 0, end = turn.text.length): Evidence {
  let last = Math.min(end, start + MAX_QUOTE)
  if (last < end && isHighSurrogate(turn.text.charCodeAt(last - 1))) last -= 1
  return { turn: turn.id, start, end: last, quote: turn.text.slice(start, last) }
}

/** Points at something missing: the turn after which it was due (0 where it was due before the first turn). */
export function missingAfter(turn: number): Evidence {
  return { turn, start: null, end: null, quote: null }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
