import { matchAt, type Phrase, readPhrase, secondUnits } from './phrase.ts'

/** Where a phrase stands in a folded text, in UTF-16 units. */
export interface Found {
  index: number
  length: number
}

const FIRSTS = 1024
const PAIRS = 4096
const ALONE = 2

/** Finds the first of many phrases at or after a place; of those at one place the longest. */
export type FindPhrase = (text: string, from: number) => Found | null

/**
 * One pass over the text; tables of the units that begin a phrase, and of the pairs that do, rule out nearly every
 * place without a comparison. One pattern of all phrases would try every one at every place: some 30 times slower.
 */
export function makePhraseFinder(phrases: readonly string[]): FindPhrase {
  const { firsts, pairs, byPair, byFirst } = indexPhrases(phrases)
  return (text, from) => {
    for (let index = from; index < text.length; index += 1) {
      const unit = text.charCodeAt(index)
      const first = firsts[unit % FIRSTS]
      if (first === 0) continue
      const next = text.charCodeAt(index + 1)
      if (first !== ALONE && pairs[pairBucket(unit, next)] === 0) continue
      for (const phrase of byPair.get(pairKey(unit, next)) ?? byFirst.get(unit) ?? []) {
        const end = matchAt(text, index, phrase)
        if (end !== -1) return { index, length: end - index }
      }
    }
    return null
  }
}

/** Phrases by their first two units, the longest first; those of one unit, or with `*` second, by their first. */
function indexPhrases(phrases: readonly string[]) {
  const firsts = new Uint8Array(FIRSTS)
  const pairs = new Uint8Array(PAIRS)
  const byFirst = new Map<number, Phrase[]>()
  const byPair = new Map<number, Phrase[]>()
  for (const phrase of [...phrases].map(readPhrase).sort((a, b) => b.text.length - a.text.length)) {
    const unit = phrase.text.charCodeAt(0)
    const seconds = secondUnits(phrase.text)
    firsts[unit % FIRSTS] = seconds === null ? ALONE : Math.max(firsts[unit % FIRSTS] ?? 0, 1)
    if (seconds === null) {
      byFirst.set(unit, [...(byFirst.get(unit) ?? []), phrase])
      for (const [key, known] of byPair) if (key >>> 16 === unit) known.push(phrase)
    }
    for (const next of seconds ?? []) {
      pairs[pairBucket(unit, next)] = 1
      const known = byPair.get(pairKey(unit, next)) ?? [...(byFirst.get(unit) ?? [])]
      known.push(phrase)
      byPair.set(pairKey(unit, next), known)
    }
  }
  return { firsts, pairs, byPair, byFirst }
}

function pairBucket(unit: number, next: number): number {
  return ((unit * 33) ^ next) % PAIRS
}

function pairKey(unit: number, next: number): number {
  return ((unit << 16) | next) >>> 0
}
