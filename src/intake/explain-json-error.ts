/**
 * What a broken JSON text ends or stumbles on, for people: what is wrong, where, and what would be right.
 * @param subject what the text should have been, as in “expected one … as a JSON object”
 */
export function explainJsonError(text: string, error: unknown, subject = 'conversation'): string {
  const detail = error instanceof Error ? error.message : String(error)
  if (text.trim() === '') return `is empty; expected one ${subject} as a JSON object`
  const found = /at position (\d+)/.exec(detail)
  const position = found === null ? firstOdd(text) : Number(found[1])
  if (/unexpected end|unterminated/i.test(detail) || (position !== null && position >= text.length))
    return `the JSON breaks off at its end, after ${quoted(text.slice(-20))}; expected the whole ${subject} up to its last }`
  if (position === null) return `not valid JSON: ${detail}`
  return `not valid JSON at ${placeOf(text, position)}, by ${quoted(text.slice(position, position + 20))}: ${advice(text, position, subject)}`
}

/** Where V8 gives no position: the first character at which no part of JSON begins. */
function firstOdd(text: string): number | null {
  const token = /\s*(?:[{}[\],:]|true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"[^"\\]*(?:\\.[^"\\]*)*")/y
  let position = 0
  while (token.test(text)) position = token.lastIndex
  const odd = text.slice(position).search(/\S/)
  return odd === -1 ? null : position + odd
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position)
  const newlines = before.split('\n').length - 1
  const column = position - before.lastIndexOf('\n')
  return newlines === 0 ? `column ${column}` : `column ${column} of its line ${newlines + 1}`
}

function advice(text: string, position: number, subject: string): string {
  const character = text.charAt(position)
  const before = text.slice(0, position).trimEnd()
  if (character === '\uFFFD') return 'not valid UTF-8; send or save it as UTF-8 (broken bytes show as �)'
  if (character === '\0') return 'this is no text; is the file whole and the right one?'
  if (character < ' ') return 'a line break or tab inside a text must be written \\n or \\t'
  if (character === "'" || '“”‘’「」'.includes(character))
    return 'names and texts stand in straight double quotes'
  if ((character === '}' || character === ']') && before.endsWith(',')) return 'a comma stands before the end'
  if (/^(NaN|Infinity|undefined|None|True|False)/.test(text.slice(position)))
    return 'expected null, true, false, a number or a text'
  if (text.startsWith('//', position) || text.startsWith('/*', position)) return 'JSON has no comments'
  if (character === '{' && before.endsWith('}')) return 'one record a line: a line break is missing here'
  if (before.endsWith('\\')) return 'a backslash inside a text must be written \\\\'
  if (character === '"') return 'a comma or colon is missing before it'
  return before === '' ? `expected one ${subject} as a JSON object, starting with {` : 'expected JSON'
}

function quoted(text: string): string {
  return `«${text.replace(/\s+/g, ' ').trim()}»`
}
