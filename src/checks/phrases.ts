import { quoteTurn } from '../domain/evidence.ts'
import type { Evidence } from '../domain/finding.ts'
import type { Said } from './conversation.ts'
import { foldText } from './fold-text.ts'

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
 * Compiles phrases to one pattern over folded text. English phrases match whole words, a space any white space;
 * `*` in a phrase stands for up to six characters of the same sentence. No phrases match nothing.
 */
export function compilePhrases(phrases: readonly string[]): Phrases {
  if (phrases.length === 0) return { in: () => false, inText: () => false, first: () => null, all: () => [] }
  const longestFirst = [...phrases].sort((a, b) => b.length - a.length)
  const source = longestFirst.map(phrasePattern).join('|')
  const once = new RegExp(source)
  const each = new RegExp(source, 'g')
  return {
    in: (said) => once.test(said.folded.text),
    inText: (folded) => once.test(folded),
    first: (said) => {
      const match = once.exec(said.folded.text)
      return match === null ? null : quoteMatch(said, match.index, match[0].length)
    },
    all: (said) =>
      Array.from(said.folded.text.matchAll(each), (match) => quoteMatch(said, match.index, match[0].length)),
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

function phrasePattern(phrase: string): string {
  const folded = foldText(phrase).text
  const escaped = folded
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^.!?;\\n]{0,6}')
    .replace(/ +/g, '\\s+')
  const opens = /^[a-z0-9]/.test(folded) ? '(?<![a-z0-9])' : ''
  const closes = /[a-z0-9]$/.test(folded) ? '(?![a-z0-9])' : ''
  return `${opens}${escaped}${closes}`
}
