import type { Said } from './conversation.ts'

/** A long message as it is compared: without spaces and marks. */
export interface Long {
  said: Said
  /** Letters and digits, in UTF-16 units. */
  length: number
  hash: number
  /** How often units stand in it, by bucket; null until it is needed, since lengths rule out most comparisons. */
  units: Uint32Array | null
  /** The letters and digits; null until they are needed. */
  text: string | null
}

const BUCKETS = 64
let letters: Uint8Array | null = null

/** Which units are letters or digits. Pairs of units, mostly emoji, are not. */
function letterTable(): Uint8Array {
  if (letters !== null) return letters
  letters = new Uint8Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit += 1)
    if (/[\p{L}\p{N}]/u.test(String.fromCharCode(unit))) letters[unit] = 1
  return letters
}

export function measureLong(said: Said): Long {
  const table = letterTable()
  const { text } = said.folded
  let length = 0
  let hash = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (table[unit] === 0) continue
    length += 1
    hash = (Math.imul(hash, 31) + unit) | 0
  }
  return { said, length, hash, units: null, text: null }
}

function unitsOf(long: Long): Uint32Array {
  if (long.units !== null) return long.units
  const table = letterTable()
  const { text } = long.said.folded
  const units = new Uint32Array(BUCKETS)
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (table[unit] === 1) units[unit % BUCKETS] = (units[unit % BUCKETS] ?? 0) + 1
  }
  long.units = units
  return units
}

function lettersOf(long: Long): string {
  if (long.text !== null) return long.text
  const table = letterTable()
  const { text } = long.said.folded
  let kept = ''
  for (let at = 0; at < text.length; at += 1) if (table[text.charCodeAt(at)] === 1) kept += text.charAt(at)
  long.text = kept
  return kept
}

export function isExactly(a: Long, b: Long): boolean {
  return a.hash === b.hash && a.length === b.length && lettersOf(a) === lettersOf(b)
}

/**
 * Whether `dice` can reach a similarity. Every common pair begins with a common unit, so texts have no more pairs
 * in common than the shorter has at all, and no more than units in common; shared buckets only raise the bound.
 */
export function mayBeAlike(a: Long, b: Long, similarity: number): boolean {
  const needed = (similarity * (a.length + b.length - 2)) / 2
  if (Math.min(a.length, b.length) - 1 < needed) return false
  const [unitsA, unitsB] = [unitsOf(a), unitsOf(b)]
  let common = 0
  for (let bucket = 0; bucket < BUCKETS; bucket += 1)
    common += Math.min(unitsA[bucket] ?? 0, unitsB[bucket] ?? 0)
  return common >= needed
}

/** 2·|common pairs| / (|pairs of a| + |pairs of b|), pairs of neighbouring units counted as often as they stand. */
export function dice(a: Long, b: Long): number {
  const pairs = bigramsOf(lettersOf(a))
  let common = 0
  for (const [pair, count] of bigramsOf(lettersOf(b))) common += Math.min(count, pairs.get(pair) ?? 0)
  return (2 * common) / (a.length + b.length - 2)
}

function bigramsOf(text: string): Map<string, number> {
  const bigrams = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1)
  }
  return bigrams
}
