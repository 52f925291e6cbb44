/** What stands between the two markers of a name. */
export function between(text: string, name = 'judge-table'): string {
  const [start, end] = placesOf(text, name)
  return text.slice(start, end).trim()
}

/** The text with its part between the markers replaced; the rest stays as it is. */
export function replaceBetween(text: string, part: string, name = 'judge-table'): string {
  const [start, end] = placesOf(text, name)
  return `${text.slice(0, start)}\n\n${part.trim()}\n\n${text.slice(end)}`
}

function placesOf(text: string, name: string): [start: number, end: number] {
  const [first, last] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
  const [begin, end] = [text.indexOf(first), text.indexOf(last)]
  if (begin < 0 || end < begin) throw new Error(`the text has no ${first} … ${last}`)
  return [begin + first.length, end]
}
