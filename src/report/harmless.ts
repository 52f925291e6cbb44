const NEWLINE = 0x0a
const TAB = 0x09

/**
 * Text from outside with nothing in it that acts unseen: control characters become their pictures (␀), overrides of
 * the writing direction their code points, halves of surrogate pairs U+FFFD. Line breaks and tabs stay.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, picture)
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/g, codePoint)
}

/** The same on one line, at most `longest` UTF-16 units and an ellipsis that says how many were cut. */
export function harmlessLine(text: string, longest = 300): string {
  const [shown, cut] = clip(text, longest)
  const line = harmless(shown).replace(/\s+/g, ' ').trim()
  return cut === 0 ? line : `${line}… (+${cut})`
}

/** The beginning of a text, never ending in half a surrogate pair, and how many UTF-16 units were cut. */
function clip(text: string, longest: number): [shown: string, cut: number] {
  if (text.length <= longest) return [text, 0]
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  return [text.slice(0, end), text.length - end]
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code === NEWLINE || code === TAB) return character
  if (code === 0x7f) return '␡'
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD'
}

function codePoint(character: string): string {
  return `‹U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`
}
