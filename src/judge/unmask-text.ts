import { foldText } from '../domain/fold-text.ts'
import confusables from './confusable-letters.json' with { type: 'json' }

/** A text with its disguises taken off. */
export interface UnmaskedText {
  /** Escapes decoded, look-alike letters plain, lower case, half width, Simplified; punctuation stays. */
  shaped: string
  /** The same with letters and digits alone, so that nothing put between them hides a word. */
  letters: string
}

/** Text that `foldText` alone makes plain. */
const ORDINARY = /^[\n\r\t -~\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*$/
const ESCAPES = /\\|&[#a-z]|%[0-9a-f]{2}|\u{e0020}|[\u{e0041}-\u{e007e}]/iu
const UNSEEN = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu
const NO_LETTERS = /[^\p{L}\p{N}]+/gu
/** How often a text may be escaped within escapes. */
const DEPTH = 3

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
const PLAIN_LETTERS = new Map(
  Object.entries(confusables.letters).flatMap(([plain, alike]) =>
    Array.from(alike, (letter): [string, string] => [letter, plain]),
  ),
)
for (const first of confusables.alphabets) {
  for (let letter = 0; letter < 26; letter += 1)
    PLAIN_LETTERS.set(
      String.fromCodePoint((first.codePointAt(0) ?? 0) + letter),
      String.fromCharCode(97 + letter),
    )
}
const CONFUSABLE = new RegExp(`[${[...PLAIN_LETTERS.keys()].join('')}]`, 'gu')

/** Takes time in proportion to the text's length. */
export function unmaskText(text: string): UnmaskedText {
  const decoded = ESCAPES.test(text) ? decode(text) : text
  const plain = ORDINARY.test(decoded) ? decoded : plainLetters(decoded)
  const shaped = foldText(plain).text.toLowerCase()
  return { shaped, letters: shaped.replace(NO_LETTERS, '') }
}

function plainLetters(text: string): string {
  const bare = text.normalize('NFKD').replace(UNSEEN, '').normalize('NFC').toLowerCase()
  return bare.replace(CONFUSABLE, (letter) => PLAIN_LETTERS.get(letter) ?? letter)
}

function decode(text: string): string {
  let decoded = text
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const before = decoded
    decoded = decoded
      .replace(
        /\\{1,8}(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2}))/gi,
        (all, four = '', braced = '', two = '') =>
          character(Number.parseInt(`${four}${braced}${two}`, 16), all),
      )
      .replace(/&#x([0-9a-f]{1,6});?/gi, (all, hex: string) => character(Number.parseInt(hex, 16), all))
      .replace(/&#([0-9]{1,7});?/g, (all, digits: string) => character(Number(digits), all))
      .replace(/&(lt|gt|amp|quot|apos|nbsp);/gi, (all, name: string) => ENTITIES[name.toLowerCase()] ?? all)
      .replace(/%([2-7][0-9a-f])/gi, (all, hex: string) => character(Number.parseInt(hex, 16), all))
      .replace(/\\{1,8}(?:[nrt]|(?=["'/]))/g, ' ')
      // The tag characters mirror ASCII and are seen by no person.
      .replace(/[\u{e0020}-\u{e007e}]/gu, (tag) => character((tag.codePointAt(0) ?? 0) - 0xe0000, tag))
    if (decoded === before) break
  }
  return decoded
}

function character(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}
