import type { ReadTurn } from '../reading.ts'
import { mix } from '../units.ts'

/** Hashed n-grams share this many columns. */
export const GRAM_COLUMNS = 1 << 16
const MASK = GRAM_COLUMNS - 1
/** Units read of the turn itself, and of the words of the other side next to it. */
const OWN_UNITS = 400
const NEIGHBOUR_UNITS = 24
const EDGE = 0x5e
const OWN = [1, 2, 3] as const
const BEFORE = 0x2a2a
const AFTER = 0x5b5b
/** What the other side said weighs less than the turn's own words; chosen by cross-validation. */
const BEFORE_SHARE = 0.4
const AFTER_SHARE = 0.5

/** Takes one n-gram: its column, its value, and the units of `of` it is made of. */
export type GramVisitor = (column: number, value: number, of: ReadTurn, first: number, last: number) => void

/**
 * Runs through the n-grams of a turn: one to three units of its own, one or two of the last words of the other side
 * before it, and of the first words of the other side's answer. Each kind has about length 1 in all.
 */
export function visitGrams(turns: readonly ReadTurn[], index: number, visit: GramVisitor): void {
  const read = turns[index]
  if (read === undefined) return
  const { hashes } = read.units
  const count = Math.min(read.units.count, OWN_UNITS)
  const value = 1 / Math.sqrt(Math.sqrt(3 * count + 1))
  let before = EDGE
  let pair = 0
  for (let at = 0; at <= count; at += 1) {
    const unit = at < count ? (hashes[at] ?? 0) : EDGE
    if (at < count) visit(mix(unit, OWN[0]) & MASK, value, read, at, at)
    const two = mix(mix(unit, OWN[1]), before)
    visit(two & MASK, value, read, at - 1, at)
    if (at > 0) visit(mix(mix(unit, OWN[2]), pair) & MASK, value, read, at - 2, at)
    pair = two
    before = unit
  }
  const other = turns[read.answers]
  if (other !== undefined) {
    const from = Math.max(0, other.units.count - NEIGHBOUR_UNITS)
    visitNeighbour(other, from, other.units.count, BEFORE, BEFORE_SHARE, visit)
  }
  const answer = turns[read.answeredBy]
  if (answer !== undefined)
    visitNeighbour(answer, 0, Math.min(answer.units.count, NEIGHBOUR_UNITS), AFTER, AFTER_SHARE, visit)
}

function visitNeighbour(
  other: ReadTurn,
  from: number,
  to: number,
  side: number,
  share: number,
  visit: GramVisitor,
): void {
  const { hashes } = other.units
  const value = share / Math.sqrt(Math.sqrt(Math.max(1, 2 * (to - from))))
  let before = EDGE
  for (let at = from; at < to; at += 1) {
    const unit = hashes[at] ?? 0
    const marked = mix(unit, side)
    visit(mix(marked, 1) & MASK, value, other, at, at)
    visit(mix(marked, before) & MASK, value, other, at - 1, at)
    before = unit
  }
}

/** The most n-grams that a turn has. */
export function longestGramList(): number {
  return 3 * OWN_UNITS + 3 + 4 * NEIGHBOUR_UNITS
}
