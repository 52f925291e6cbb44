import { quoteTurn } from '../domain/evidence.ts'
import type { Evidence } from '../domain/finding.ts'
import type { Said } from './conversation.ts'
import { makePhraseFinder } from './phrase-finder.ts'

/** A word list that is searched in one pass over a turn's folded text. */
export interface Phrases {
  /** Whether any phrase stands in the turn. */
  in(said: Said): boolean
  /** Whether any phrase stands in a text that is folded already. */
  inText(folded: string): boolean
  /** The first phrase in the turn as evidence in its original text; null where there is none. */
  first(said: Said): Evidence | null
  /** All phrases in the turn, in order. */
  all(said: Said): Evidence[]
}

/** Both languages of a lexicon at once, because conversations mix them. */
export interface BilingualLexicon {
  zh: string[]
  en: string[]
}

/**
 * Compiles phrases for searching folded text. English phrases match whole words, a space any white space; `*` in a
 * phrase stands for up to six characters of the same sentence. No phrases match nothing.
 */
export function compilePhrases(phrases: readonly string[]): Phrases {
  const find = makePhraseFinder(phrases.filter((phrase) => phrase.trim() !== ''))
  return {
    in: (said) => find(said.folded.text, 0) !== null,
    inText: (folded) => find(folded, 0) !== null,
    first: (said) => {
      const found = find(said.folded.text, 0)
      return found === null ? null : quoteMatch(said, found.index, found.length)
    },
    all: (said) => {
      const { text } = said.folded
      const all: Evidence[] = []
      for (let found = find(text, 0); found !== null; found = find(text, found.index + found.length))
        all.push(quoteMatch(said, found.index, found.length))
      return all
    },
  }
}

/** The lexicon's phrases of both languages, and a scorecard's own beside them. */
export function lexiconPhrases(lexicon: BilingualLexicon, also: readonly string[] = []): string[] {
  return [...lexicon.zh, ...lexicon.en, ...also]
}

/** Quotes a match in folded text at its place in the original. */
export function quoteMatch(said: Said, index: number, length: number): Evidence {
  const { origin } = said.folded
  return quoteTurn(said.turn, origin(index), length === 0 ? origin(index) : origin(index + length - 1) + 1)
}
