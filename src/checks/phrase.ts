import { foldText } from '../domain/fold-text.ts'

/** A phrase as it is looked for in folded text. */
export interface Phrase {
  text: string
  /** Whether a letter or digit at its edge must not go on outside: English phrases match whole words. */
  opens: boolean
  closes: boolean
  /** For phrases with `*`; null where the text itself is compared. */
  pattern: RegExp | null
}

const SPACE = 32
/** As units, with which a space in a phrase may match. */
const WHITE = [9, 10, 11, 12, 13, SPACE]

export function readPhrase(phrase: string): Phrase {
  const text = foldText(phrase).text.trim().replace(/\s+/g, ' ')
  const escaped = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+')
  return {
    text,
    opens: /^[a-z0-9]/.test(text),
    closes: /[a-z0-9]$/.test(text),
    pattern: text.includes('*') ? new RegExp(escaped.replaceAll('*', '[^.!?;\\n]{0,6}'), 'y') : null,
  }
}

/** The units that may stand second; null where any may. */
export function secondUnits(phrase: string): number[] | null {
  const second = phrase.charCodeAt(1)
  if (phrase.length < 2 || phrase.charAt(1) === '*') return null
  return second === SPACE ? WHITE : [second]
}

/** Where the phrase ends if it stands at `index`, else -1. A space matches any white space. */
export function matchAt(
  text: string,
  index: number,
  { text: phrase, opens, closes, pattern }: Phrase,
): number {
  if (opens && isWord(text.charCodeAt(index - 1))) return -1
  let at = index
  if (pattern !== null) {
    pattern.lastIndex = index
    if (!pattern.test(text)) return -1
    at = pattern.lastIndex
  } else {
    for (let unit = 0; unit < phrase.length; unit += 1) {
      const wanted = phrase.charCodeAt(unit)
      if (wanted === SPACE) {
        if (!isSpace(text.charCodeAt(at))) return -1
        while (isSpace(text.charCodeAt(at))) at += 1
      } else {
        if (text.charCodeAt(at) !== wanted) return -1
        at += 1
      }
    }
  }
  return closes && isWord(text.charCodeAt(at)) ? -1 : at
}

/** A letter or digit of folded English; NaN, past either end, is none. */
export function isWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
}

function isSpace(unit: number): boolean {
  return unit === SPACE || (unit >= 9 && unit <= 13)
}
