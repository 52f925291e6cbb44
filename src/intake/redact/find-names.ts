import type { Item } from './item.ts'
import type { Known } from './list-names.ts'

const WORD = /[a-z0-9\u00c0-\u024f]/
const CAPITAL = /\p{Lu}/u
const SENTENCE_START = /(?:^|[.!?\n]) *$/

/** Where known names and ids stand; a name in Latin letters only as a whole word. */
export function findNames(text: string, cased: string, known: readonly Known[]): Item[] {
  const items: Item[] = []
  for (const { kind, word, key, ordinary } of known) {
    for (let start = text.indexOf(word); start !== -1; start = text.indexOf(word, start + word.length)) {
      const end = start + word.length
      if (isInside(text, start) || isInside(text, end)) continue
      if (
        ordinary &&
        (!CAPITAL.test(cased.charAt(start)) || SENTENCE_START.test(text.slice(Math.max(0, start - 4), start)))
      )
        continue
      items.push({ kind, start, end, key })
    }
  }
  return items
}

/** Whether a place lies within a word of Latin letters and digits. */
function isInside(text: string, at: number): boolean {
  return WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at))
}
