import words from './lexicons/figures-words.json' with { type: 'json' }
import { isLetter } from './stated-figures-trie.ts'

/** Marks of single units of text: content Han, Latin letter, digit, Han numeral and so on. */
export const HAN = 1
const STOP_HAN = 2
export const LETTER = 3
export const DIGIT = 4
export const NUMERAL = 5
export const BREAK = 6
/** A particle that makes a clause a question. */
export const ASKING = 7

/** The mark of every unit of text, in one table. */
export const marks = buildMarks()

function buildMarks(): Uint8Array {
  const built = new Uint8Array(0x10000)
  built.fill(HAN, 0x3400, 0xa000)
  for (const character of words.stopHan) built[character.charCodeAt(0)] = STOP_HAN
  for (const character of '吗呢') built[character.charCodeAt(0)] = ASKING
  for (const character of '一二三四五六七八九十百千万两半零') built[character.charCodeAt(0)] = NUMERAL
  for (let unit = 97; unit <= 122; unit += 1) built[unit] = LETTER
  for (let unit = 48; unit <= 57; unit += 1) built[unit] = DIGIT
  for (const character of ',.;!?\n') built[character.charCodeAt(0)] = BREAK
  return built
}

const stopHashes = new Set(words.stopWords.map((word) => hashWord(word, 0, word.length)))

/** A hash of a Latin word's first six letters, so that most inflected forms meet. */
export function hashWord(text: string, start: number, end: number): number {
  let hash = 7
  const stop = Math.min(end, start + 6)
  for (let at = start; at < stop; at += 1) hash = Math.imul(hash, 31) + text.charCodeAt(at)
  return hash | 0
}

export function isStopWord(hash: number): boolean {
  return stopHashes.has(hash)
}

/** Where the Latin word at `at` ends. */
export function wordEnd(text: string, at: number): number {
  let end = at
  while (isLetter(text.charCodeAt(end))) end += 1
  return end
}
