import type { Lexicon } from './lexicon.ts'
import type { ReadTurn } from './reading.ts'
import { readUnits } from './units.ts'

export interface QuotedPlace {
  start: number
  end: number
  text: string
}

/** The words from one unit to another, as they stand in the turn's own text. */
export function quotePlace({ turn, folded, units }: ReadTurn, first: number, last: number): QuotedPlace {
  const start = folded.origin(units.starts[first] ?? 0)
  const end = folded.origin((units.ends[last] ?? 1) - 1) + 1
  return { start, end, text: turn.text.slice(start, end) }
}

/** Where the phrases of a word list stand in a turn, in order of place; of those that begin together, the longest. */
export function findPhrases(list: Lexicon[string] | undefined, read: ReadTurn): QuotedPlace[] {
  const phrases = [...(list?.zh ?? []), ...(list?.en ?? [])].map((phrase) => {
    const { count, hashes } = readUnits(phrase)
    return hashes.subarray(0, count)
  })
  const { count, hashes } = read.units
  const places: QuotedPlace[] = []
  for (let unit = 0; unit < count; unit += 1) {
    const here = phrases.filter(
      (phrase) => unit + phrase.length <= count && phrase.every((hash, at) => hash === hashes[unit + at]),
    )
    const longest = here.reduce((most, phrase) => Math.max(most, phrase.length), 0)
    if (longest > 0) places.push(quotePlace(read, unit, unit + longest - 1))
  }
  return places
}
