/**
 * A folded text as a row of units: a Chinese character, a whole word, a run of digits, a punctuation mark. Each has
 * a hash and its place in the folded text. The arrays are longer than `count`.
 */
export interface Units {
  count: number
  hashes: Int32Array
  starts: Uint16Array
  ends: Uint16Array
}

/** Units of a turn that are read; what lies behind them in a huge text is not. */
export const MAX_UNITS = 1500
/** UTF-16 units of a turn that are looked at. */
const MAX_LENGTH = 6000
const DIGITS = 0x30
/** Keeps a word's hash apart from the marks and characters, and its first letters from each other. */
const WORD_SEED = 0x811c9dc5

const SPACE = 0
const WORD = 1
const DIGIT = 2
const MARK = 3

const kinds = new Uint8Array(0x10000).fill(MARK)
for (const code of [9, 10, 11, 12, 13, 32, 0x2028, 0x2029]) kinds[code] = SPACE
for (let code = 0x30; code <= 0x39; code += 1) kinds[code] = DIGIT
for (let code = 0x61; code <= 0x7a; code += 1) kinds[code] = WORD
// Letters with accents, Greek, Cyrillic: words too. Everything of CJK stands alone.
for (let code = 0xc0; code <= 0x24f; code += 1) kinds[code] = WORD
for (let code = 0x370; code <= 0x52f; code += 1) kinds[code] = WORD

/** Takes the text apart. Words and runs of digits mixed into one, such as order numbers, count as digits. */
export function readUnits(folded: string): Units {
  const length = Math.min(folded.length, MAX_LENGTH)
  const size = Math.min(length, MAX_UNITS)
  const units: Units = {
    count: 0,
    hashes: new Int32Array(size),
    starts: new Uint16Array(size),
    ends: new Uint16Array(size),
  }
  let at = 0
  while (at < length && units.count < size) {
    const code = folded.charCodeAt(at)
    const kind = kinds[code]
    if (kind === SPACE) {
      at += 1
      continue
    }
    const start = at
    let hash = code
    at += 1
    if (kind !== MARK) {
      hash = mix(WORD_SEED, code)
      let digits = kind === DIGIT
      for (; at < length; at += 1) {
        const next = folded.charCodeAt(at)
        const nextKind = kinds[next]
        if (nextKind === DIGIT) digits = true
        else if (nextKind !== WORD && !(next === APOSTROPHE && kinds[folded.charCodeAt(at + 1)] === WORD))
          break
        hash = mix(hash, next)
      }
      if (digits) hash = DIGITS
    }
    units.hashes[units.count] = hash
    units.starts[units.count] = start
    units.ends[units.count] = at
    units.count += 1
  }
  return units
}

const APOSTROPHE = 0x27

/** Carries one more value into a hash (FNV-1a's step with a final spread). */
export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x01000193)
  // Signed, because larger numbers are no small integers to the engine, and slow.
  return mixed ^ (mixed >>> 15)
}
