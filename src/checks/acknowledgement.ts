import type { Said } from './conversation.ts'
import { emojiIn } from './emoji-in.ts'
import lexicon from './lexicons/acknowledgements.json' with { type: 'json' }

/** A longer message says more than yes, thanks or goodbye. */
const LONGEST = 60
const BETWEEN = /^[\s,.!~、;:…]$/
const LETTER = /^[a-z0-9\u4e00-\u9fff]/
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
export function acknowledgement(said: Said): 'closing' | 'nod' | null {
  const { text: whole } = said.folded
  if (whole.length > LONGEST || said.turn.attachments?.length) return null
  // Most messages begin with some other word, and looking for emoji costs more than all the rest.
  if (LETTER.test(whole) && wordAt(whole, 0) === undefined) return null
  const text = withoutEmoji(said)
  let kind: 'closing' | 'nod' | null = null
  for (let at = 0; at < text.length; ) {
    if (BETWEEN.test(text.charAt(at))) {
      at += 1
      continue
    }
    const word = wordAt(text, at)
    if (word === undefined) return null
    if (kind !== 'closing') kind = CLOSING.has(word) ? 'closing' : 'nod'
    at += word.length
  }
  return kind
}

function wordAt(text: string, at: number): string | undefined {
  return WORDS.get(text.charAt(at))?.find((one) => text.startsWith(one, at))
}

/** Only those that say thanks or yes are left, in their plain colour: a smile beside "thanks" asks for nothing. */
function withoutEmoji(said: Said): string {
  let { text } = said.folded
  for (const symbol of emojiIn(said)) {
    const plain = symbol.replace(/\p{Emoji_Modifier}|\ufe0f/gu, '')
    text = text.replace(symbol, CLOSING.has(plain) || NODS.has(plain) ? plain : ' ')
  }
  return text
}
