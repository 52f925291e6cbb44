import { findItems } from './find-items.ts'
import { makeLegible } from './legible.ts'
import type { Known } from './list-names.ts'
import type { Placeholders } from './placeholders.ts'

/** One item's place in the original and in the replaced text, UTF-16 units. */
export interface Replacement {
  from: { start: number; end: number }
  to: { start: number; end: number }
}

export interface RedactedText {
  text: string
  replacements: Replacement[]
}

/** Replaces what is personal in one text. */
export function redactText(
  original: string,
  known: readonly Known[],
  orderNumbers: RegExp | null,
  placeholders: Placeholders,
): RedactedText {
  const legible = makeLegible(original)
  const replacements: Replacement[] = []
  let text = ''
  let done = 0
  for (const item of findItems(legible, known, orderNumbers)) {
    const from = legible.toOriginal(item.start, item.end)
    text += original.slice(done, from.start)
    const start = text.length
    text += placeholders.give(item, original.slice(from.start, from.end))
    replacements.push({ from, to: { start, end: text.length } })
    done = from.end
  }
  return { text: text + original.slice(done), replacements }
}
