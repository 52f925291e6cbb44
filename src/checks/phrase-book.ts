import type { Said } from './conversation.ts'
import { isWord, matchAt, type Phrase, readPhrase, secondUnits } from './phrase.ts'
import { compilePhrases, type Phrases } from './phrases.ts'

/** The word lists of one scorecard: each turn is searched for all of them in one pass, whichever check asks first. */
export interface PhraseBook {
  compile(phrases: readonly string[]): Phrases
}

/** Tells which lists have a phrase in a folded text. */
type Scan = (text: string) => ReadonlySet<number>

const NONE: ReadonlySet<number> = new Set()
const EMPTY: readonly Listed[] = []

/** A list may be compiled at any time; turns that were searched before are then searched anew. */
export function makePhraseBook(): PhraseBook {
  const lists: (readonly string[])[] = []
  let scan: Scan | null = null
  const listsIn = (said: Said): ReadonlySet<number> => {
    scan ??= makeScan(lists)
    return said.searchedBy(scan)
  }
  return {
    compile(phrases) {
      const list = lists.push(phrases) - 1
      const own = compilePhrases(phrases)
      scan = null
      return {
        in: (said) => listsIn(said).has(list),
        inText: own.inText,
        first: (said) => (listsIn(said).has(list) ? own.first(said) : null),
        all: (said) => (listsIn(said).has(list) ? own.all(said) : []),
      }
    },
  }
}

interface Listed {
  list: number
  phrase: Phrase
  /** The unit that must stand third, which rules most candidates out; null where several may. */
  third: number | null
}

/** Enough that two thousand phrases leave most buckets empty. */
const BUCKETS = 16384

function makeScan(lists: readonly (readonly string[])[]): Scan {
  // Filled from the start: an array with gaps is a hash table, and several times slower to read.
  const byPair: Listed[][] = Array.from({ length: BUCKETS }, () => [])
  const byUnit: Listed[][] = Array.from({ length: BUCKETS }, () => [])
  const begins = new Uint8Array(BUCKETS)
  const stands = new Uint8Array(BUCKETS)
  for (const [list, phrases] of lists.entries()) {
    for (const phrase of phrases.filter((text) => text.trim() !== '').map(readPhrase)) {
      const unit = phrase.text.charCodeAt(0)
      const seconds = secondUnits(phrase.text)
      const isPlain = seconds?.length === 1 && /^[^ *]/.test(phrase.text.slice(2))
      const listed = { list, phrase, third: isPlain ? phrase.text.charCodeAt(2) : null }
      if (seconds === null) add(byUnit, stands, unit % BUCKETS, listed)
      for (const bucket of new Set((seconds ?? []).map((next) => pairBucket(unit, next))))
        add(byPair, begins, bucket, listed)
    }
  }
  return (text) => {
    let found: Set<number> | null = null
    let next = text.charCodeAt(0)
    let goesOn = false
    for (let index = 0; index < text.length; index += 1) {
      const unit = next
      next = index + 1 < text.length ? text.charCodeAt(index + 1) : 0
      const isInside = goesOn
      goesOn = isWord(unit)
      // No phrase begins in the middle of an English word.
      if (isInside && goesOn) continue
      const bucket = pairBucket(unit, next)
      if (begins[bucket] !== 0) found = addMatches(text, index, byPair[bucket] ?? EMPTY, found)
      if (stands[unit % BUCKETS] !== 0)
        found = addMatches(text, index, byUnit[unit % BUCKETS] ?? EMPTY, found)
    }
    return found ?? NONE
  }
}

function addMatches(
  text: string,
  index: number,
  listed: readonly Listed[],
  before: Set<number> | null,
): Set<number> | null {
  let found = before
  const next = text.charCodeAt(index + 2)
  for (const { list, phrase, third } of listed) {
    if (third !== null && third !== next) continue
    if (found?.has(list) || matchAt(text, index, phrase) === -1) continue
    found ??= new Set()
    found.add(list)
  }
  return found
}

function add(lists: Listed[][], table: Uint8Array, bucket: number, listed: Listed): void {
  table[bucket] = 1
  lists[bucket]?.push(listed)
}

function pairBucket(unit: number, next: number): number {
  return ((unit * 33) ^ next) % BUCKETS
}
