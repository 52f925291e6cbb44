import { terminalText } from './terminal-text.ts'

/** What stands before and behind a marked word. */
export interface MarkStyle {
  open: string
  close: string
}

interface Place {
  start: number
  end: number
}

/** UTF-16 units shown of a turn, and of them those before the first mark where its beginning is cut. */
const LONGEST = 240
const LEAD = 60
/** Two private characters stand for the marks while the text is made harmless. */
const OPEN = '\uE0F0'
const CLOSE = '\uE0F1'

/** A turn's text for a terminal, on one line, with some of its words marked; of a long one the part around them. */
export function markWords(text: string, places: readonly Place[], { open, close }: MarkStyle): string {
  const marks = joined(places)
  const first = marks[0]?.start ?? 0
  const last = marks.at(-1)?.end ?? 0
  const from = text.length <= LONGEST || last <= LONGEST ? 0 : whole(text, Math.max(0, first - LEAD))
  const to = text.length <= from + LONGEST ? text.length : whole(text, from + LONGEST)
  let shown = ''
  let at = from
  for (const { start, end } of marks) {
    if (end <= from || start >= to) continue
    shown += `${plain(text.slice(at, Math.max(at, start)))}${OPEN}${plain(text.slice(start, Math.min(end, to)))}${CLOSE}`
    at = Math.min(end, to)
  }
  shown += plain(text.slice(at, to))
  const line = terminalText(shown, Number.POSITIVE_INFINITY)
  return `${from > 0 ? '…' : ''}${styled(line, open, close)}${to < text.length ? `… (+${text.length - to})` : ''}`
}

/** In order, overlapping and touching ones as one. */
function joined(places: readonly Place[]): Place[] {
  const marks: Place[] = []
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const before = marks.at(-1)
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, end)
    else marks.push({ start, end })
  }
  return marks
}

/** A place that does not split a surrogate pair. */
function whole(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at
}

function plain(text: string): string {
  return text.replaceAll(OPEN, '\uFFFD').replaceAll(CLOSE, '\uFFFD')
}

/** Each mark that is opened is closed once, also where an escape sequence took one of its ends away. */
function styled(line: string, open: string, close: string): string {
  let isOpen = false
  const marked = line.replace(/[\uE0F0\uE0F1]/g, (mark) => {
    if ((mark === OPEN) === isOpen) return ''
    isOpen = !isOpen
    return isOpen ? open : close
  })
  return isOpen ? marked + close : marked
}
