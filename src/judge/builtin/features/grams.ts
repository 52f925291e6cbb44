import type { ReadTurn } from '../reading.ts'
import { mix } from '../units.ts'

/** Units read of the turn itself, and of the words of the other side next to it. */
const OWN_UNITS = 400
const NEIGHBOUR_UNITS = 20
const EDGE = 0x5e
const OWN = [1, 2, 3] as const
const BEFORE = 0x2a2a
const AFTER = 0x5b5b
/** What the other side said weighs less than the turn's own words; chosen by cross-validation. */
const BEFORE_SHARE = 0.4
const AFTER_SHARE = 0.5

/** The kinds of n-grams, in the order in which a list holds them. */
export const GRAM_KINDS = ['own', 'before', 'after'] as const

/** The n-grams of a turn, kind by kind; made once and written over for each turn. */
export interface GramList {
  hashes: Int32Array
  /** The last unit of each n-gram in its turn, and of how many units it is. */
  lasts: Int16Array
  sizes: Uint8Array
  /** Where each kind ends. */
  ends: Int32Array
  /** The value of each n-gram of a kind: with it, each kind has about length 1 in all. */
  values: Float64Array
}

export function makeGramList(): GramList {
  const most = 3 * OWN_UNITS + 2 + 2 * NEIGHBOUR_UNITS
  return {
    hashes: new Int32Array(most),
    lasts: new Int16Array(most),
    sizes: new Uint8Array(most),
    ends: new Int32Array(GRAM_KINDS.length),
    values: new Float64Array(GRAM_KINDS.length),
  }
}

/**
 * Lists the n-grams of a turn: one to three units of its own, the last units of the other side before it, and the
 * first of the other side's answer.
 */
export function listGrams(turns: readonly ReadTurn[], index: number, list: GramList): void {
  const read = turns[index]
  list.ends.fill(0)
  if (read === undefined) return
  const own = listOwn(read, list)
  const other = turns[read.answers]
  const length = other?.units.count ?? 0
  const before = listNeighbour(other, Math.max(0, length - NEIGHBOUR_UNITS), length, BEFORE, list, own)
  const answer = turns[read.answeredBy]
  const after = listNeighbour(
    answer,
    0,
    Math.min(answer?.units.count ?? 0, NEIGHBOUR_UNITS),
    AFTER,
    list,
    before,
  )
  list.ends[0] = own
  list.ends[1] = before
  list.ends[2] = after
  list.values[0] = 1 / Math.sqrt(Math.sqrt(Math.max(1, own)))
  list.values[1] = BEFORE_SHARE / Math.sqrt(Math.sqrt(Math.max(1, before - own)))
  list.values[2] = AFTER_SHARE / Math.sqrt(Math.sqrt(Math.max(1, after - before)))
}

function listOwn({ units }: ReadTurn, { hashes, lasts, sizes }: GramList): number {
  const count = Math.min(units.count, OWN_UNITS)
  let at = 0
  let before = EDGE
  let pair = 0
  for (let unit = 0; unit <= count; unit += 1) {
    const hash = unit < count ? (units.hashes[unit] as number) : EDGE
    if (unit < count) {
      hashes[at] = mix(hash, OWN[0])
      lasts[at] = unit
      sizes[at] = 1
      at += 1
    }
    const two = mix(mix(hash, OWN[1]), before)
    hashes[at] = two
    lasts[at] = unit
    sizes[at] = 2
    at += 1
    if (unit > 0) {
      hashes[at] = mix(mix(hash, OWN[2]), pair)
      lasts[at] = unit
      sizes[at] = 3
      at += 1
    }
    pair = two
    before = hash
  }
  return at
}

/** Gives where it ended. */
function listNeighbour(
  other: ReadTurn | undefined,
  from: number,
  to: number,
  side: number,
  { hashes, lasts, sizes }: GramList,
  start: number,
): number {
  if (other === undefined) return start
  let at = start
  for (let unit = from; unit < to; unit += 1) {
    hashes[at] = mix(mix(other.units.hashes[unit] as number, side), 1)
    lasts[at] = unit
    sizes[at] = 1
    at += 1
  }
  return at
}
