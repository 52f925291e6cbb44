/** How the records of a JSON text are laid out. */
export type Layout = 'lines' | 'array' | 'objects'

/**
 * Tells the layout from the beginning of a file: `array` for one JSON array, `objects` for objects written over
 * several lines, `lines` for one record a line. null where the beginning is too short to tell.
 */
export function detectLayout(beginning: string, isWhole: boolean): Layout | null {
  const text = beginning.trimStart()
  if (text === '') return isWhole ? 'lines' : null
  if (text.startsWith('[')) return 'array'
  if (!text.startsWith('{')) return 'lines'
  const end = text.indexOf('\n')
  if (end === -1) return isWhole ? 'lines' : null
  if (text.slice(0, end).trimEnd().endsWith('}')) return 'lines'
  const rest = text.slice(end + 1)
  const start = rest.search(/\S/)
  if (start === -1) return isWhole ? 'lines' : null
  const stop = rest.indexOf('\n', start)
  if (stop === -1 && !isWhole) return null
  // A line that breaks off before another record starts is one broken line, not a record over several lines.
  const next = (stop === -1 ? rest : rest.slice(0, stop)).replace(/^[\r\n]+/, '').trimEnd()
  return next.startsWith('{') && !next.endsWith(',') ? 'lines' : 'objects'
}
