import type { Said } from './conversation.ts'
import lexicon from './lexicons/acknowledgements.json' with { type: 'json' }

/** A longer message says more than yes, thanks or goodbye. */
const LONGEST = 60
const BETWEEN = /^[\s,.!~、;:]$/
const CLOSING: ReadonlySet<string> = new Set([...lexicon.closing.zh, ...lexicon.closing.en])
const NODS: ReadonlySet<string> = new Set([...lexicon.nod.zh, ...lexicon.nod.en])
const WORDS = Map.groupBy(
  [...CLOSING, ...NODS].sort((a, b) => b.length - a.length),
  (word) => word.charAt(0),
)

/**
 * Whether a message says nothing but thanks or goodbye (`closing`), or yes (`nod`, which may answer a question and
 * then does wait for what follows). null for everything else: pictures, questions, news.
 */
export function acknowledgement({ folded, turn }: Said): 'closing' | 'nod' | null {
  const { text } = folded
  if (text.length > LONGEST || turn.attachments?.length) return null
  let kind: 'closing' | 'nod' | null = null
  for (let at = 0; at < text.length; ) {
    if (BETWEEN.test(text.charAt(at))) {
      at += 1
      continue
    }
    const word = WORDS.get(text.charAt(at))?.find((one) => text.startsWith(one, at))
    if (word === undefined) return null
    if (kind !== 'closing') kind = CLOSING.has(word) ? 'closing' : 'nod'
    at += word.length
  }
  return kind
}
