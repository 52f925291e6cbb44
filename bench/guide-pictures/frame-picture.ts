/** What is drawn, as the inside of an SVG element of this size in pixels. */
export interface Drawing {
  width: number
  height: number
  body: string
}

export interface FrameWords {
  title: string
  /** What the picture says, for those who do not see it. */
  alt: string
  /** Lines below it, which say what it rests on. */
  notes: readonly string[]
}

const WIDTH = 680
const TOP = 52
const LINE = 19

/** The colours of the program's pages, dark on light; a file has no style sheet to take them from. */
const COLOURS: Readonly<Record<string, string>> = {
  bg: '#ffffff',
  panel: '#f6f7f9',
  ink: '#1b1f26',
  muted: '#5d6673',
  rule: '#dfe3e8',
  accent: '#2f5f9e',
  low: '#b3541e',
}

/**
 * A picture as a file of its own, that shows wherever SVG does: no style sheet, no font, no script.
 * @throws Error where a colour is asked for that there is none of.
 */
export function framePicture({ title, alt, notes }: FrameWords, drawing: Drawing): string {
  const height = TOP + drawing.height + 16 + LINE * notes.length + 10
  const left = Math.round((WIDTH - drawing.width) / 2)
  const below = TOP + drawing.height + 26
  const lines = notes.map((line, at) => `<text x="24" y="${below + LINE * at}">${escaped(line)}</text>`)
  return coloured(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif">
<title>${escaped(alt)}</title>
<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6" fill="var(--bg)" stroke="var(--rule)"/>
<text x="24" y="34" font-size="17" font-weight="600" fill="var(--ink)">${escaped(title)}</text>
<g transform="translate(${left} ${TOP})">${drawing.body}</g>
<g font-size="12.5" fill="var(--muted)">${lines.join('')}</g>
</svg>
`)
}

/** Text as it may stand in SVG. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function coloured(svg: string): string {
  return svg.replace(/var\(--(\w+)\)/g, (_, name: string) => {
    const colour = COLOURS[name]
    if (colour === undefined) throw new Error(`a picture asks for the colour "${name}", which has no value`)
    return colour
  })
}
