import { matchAt, readPhrase } from './phrase.ts'

/** Where a phrase stands in a folded text, in UTF-16 units. */
export interface Found {
  index: number
  length: number
}

/** Finds the first of many phrases at or after a place; of those at one place the longest. */
export type FindPhrase = (text: string, from: number) => Found | null

/** For texts in which a phrase is likely; a phrase book rules the others out first. */
export function makePhraseFinder(phrases: readonly string[]): FindPhrase {
  const longestFirst = phrases.map(readPhrase).sort((a, b) => b.text.length - a.text.length)
  const byFirst = Map.groupBy(longestFirst, ({ text }) => text.charCodeAt(0))
  return (text, from) => {
    for (let index = from; index < text.length; index += 1) {
      for (const phrase of byFirst.get(text.charCodeAt(index)) ?? []) {
        const end = matchAt(text, index, phrase)
        if (end !== -1) return { index, length: end - index }
      }
    }
    return null
  }
}
