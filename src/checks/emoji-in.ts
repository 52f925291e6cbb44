import type { Said } from './conversation.ts'
import emoji from './lexicons/emoji.json' with { type: 'json' }

/** Cheap to test: only texts that hold such a unit are looked at symbol by symbol. */
const MAY_HOLD =
  /[\u2139\u203c\u2049\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934-\u2b55\ud83c-\ud83e[]|\u20e3|\/:/
/** What one symbol may be drawn from; hearts and faces also count where nothing asks for their coloured form. */
const ONE = String.raw`(?:\p{Emoji_Presentation}|\u2639|\u263a|\u2665|\u2764|\p{Extended_Pictographic}(?=\ufe0f))\ufe0f?\p{Emoji_Modifier}?`
/** A flag, a keycap, or symbols joined into one, with the tags of regional flags. */
const SYMBOLS = new RegExp(
  String.raw`\p{RI}\p{RI}|[0-9#*]\ufe0f\u20e3|${ONE}[\u{e0020}-\u{e007f}]*(?:\u200d(?:${ONE}|(?:\u2640|\u2642|\u2695)\ufe0f?))*`,
  'gu',
)
/** Taobao's written ones, such as /:^_^ and /:065. */
const TYPED = /\/:(?:\^[_$ox]?\^|\d{3}|[a-z](?![a-z]))/g
const BRACKETED = /\[([\u4e00-\u9fff]{1,4}|[a-z6]{2,4})\]/g
const NAMES = new Set(emoji.bracketed)
const LETTERLIKE = /^[\u00a9\u00ae\u2122]/

/**
 * Emoji as people count them (a family or a flag is one): symbols, and WeChat's and Taobao's written ones by their
 * Simplified names. [图片] and the like are attachments.
 */
export function emojiIn(said: Said): string[] {
  const { text } = said.turn
  if (!MAY_HOLD.test(text)) return []
  const folded = said.folded.text
  const found: string[] = []
  for (const [symbol] of text.matchAll(SYMBOLS)) if (!LETTERLIKE.test(symbol)) found.push(symbol)
  for (const [written, name = ''] of folded.matchAll(BRACKETED)) if (NAMES.has(name)) found.push(written)
  for (const [written] of folded.matchAll(TYPED)) found.push(written)
  return found
}
