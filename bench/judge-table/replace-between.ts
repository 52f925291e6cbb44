const BEGIN = '<!-- judge-table:begin -->'
const END = '<!-- judge-table:end -->'

/** What stands between the two markers. */
export function between(text: string): string {
  const [start, end] = placesOf(text)
  return text.slice(start, end).trim()
}

/** The text with its part between the markers replaced; the rest stays as it is. */
export function replaceBetween(text: string, part: string): string {
  const [start, end] = placesOf(text)
  return `${text.slice(0, start)}\n\n${part.trim()}\n\n${text.slice(end)}`
}

function placesOf(text: string): [start: number, end: number] {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`the text has no ${BEGIN} … ${END}`)
  return [begin + BEGIN.length, end]
}
