import { foldText } from '../../domain/fold-text.ts'

/** A text as the finders read it. */
export interface Legible {
  /** Lower case, half width, simplified, digits of every kind as 0–9, nothing invisible. */
  text: string
  /** The same, unit by unit, as it was written. */
  cased: string
  /** Where [start, end) of `text` stands in the original. */
  toOriginal(start: number, end: number): { start: number; end: number }
}

/** What folding keeps and a writer can hide digits with: invisible marks, keycaps, styled and circled digits. */
const HIDING =
  /[\u0660-\u0669\u06f0-\u06f9\u180e\u202a-\u202e\u2066-\u2069\u2460-\u2468\u24ea\ud835]|\u20e3|\ufe0f/
const INVISIBLE = /[\u180e\u202a-\u202e\u2066-\u2069]|\u20e3|\ufe0f/
/** 𝟎, the first of five styles of ten digits (Mathematical Alphanumeric Symbols). */
const STYLED_ZERO = 0x1d7ce
const STYLED_NINE = 0x1d7ff

export function makeLegible(original: string): Legible {
  if (HIDING.test(original)) return uncover(original)
  const { text, origin } = foldText(original)
  if (text.length === original.length)
    return { text, cased: original, toOriginal: (start, end) => ({ start, end }) }
  let cased = ''
  for (let at = 0; at < text.length; at += 1) cased += original.charAt(origin(at))
  return { text, cased, toOriginal: (start, end) => ({ start: origin(start), end: origin(end - 1) + 1 }) }
}

function uncover(original: string): Legible {
  const starts: number[] = []
  const ends: number[] = []
  let plain = ''
  for (let at = 0; at < original.length; at += 1) {
    const unit = original.charAt(at)
    if (INVISIBLE.test(unit)) continue
    const point = original.codePointAt(at) ?? 0
    const styled = point >= STYLED_ZERO && point <= STYLED_NINE
    plain += styled ? String((point - STYLED_ZERO) % 10) : plainDigit(unit)
    starts.push(at)
    if (styled) at += 1
    ends.push(at + 1)
  }
  const inner = makeLegible(plain)
  return {
    text: inner.text,
    cased: inner.cased,
    toOriginal(start, end) {
      const within = inner.toOriginal(start, end)
      return { start: starts[within.start] ?? 0, end: ends[within.end - 1] ?? original.length }
    },
  }
}

function plainDigit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660)
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0)
  if (code >= 0x2460 && code <= 0x2468) return String(code - 0x245f)
  // A lone surrogate of the styled digits' block is left as nothing that folds or hides again.
  if (code === 0xd835) return '\ufffd'
  return code === 0x24ea ? '0' : unit
}
