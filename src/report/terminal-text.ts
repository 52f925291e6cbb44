import { harmlessLine } from './harmless.ts'

const ESCAPE = '\\u001B'
/** ECMA-48: control sequences, operating-system commands up to their end, and two-character escapes. */
const SEQUENCES = new RegExp(
  `(?:${ESCAPE}\\[|\\u009B)[0-?]*[ -/]*[@-~]|${ESCAPE}[\\]PX^_][^\\u0007\\u001B]*(?:\\u0007|${ESCAPE}\\\\)?|${ESCAPE}[ -/]*[0-~]`,
  'g',
)

/** Text for a terminal: escape sequences taken out, what else would act on the screen made visible, on one line. */
export function terminalText(text: string, longest = 60): string {
  return harmlessLine(text.replace(SEQUENCES, ''), longest)
}

/** Columns that a text takes in a terminal: two for wide and full-width characters (Unicode TR11), none for marks. */
function terminalWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (/[\p{M}\p{Cf}]/u.test(character)) continue
    width += isWide(character) ? 2 : 1
  }
  return width
}

function isWide(character: string): boolean {
  return (
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}]/u.test(character) ||
    /[\u3000-\u303E\u3200-\u33FF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/.test(character)
  )
}

/** Rows with their columns in line; the columns named in `right` end in line instead. */
export function alignColumns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, terminalWidth(cell))
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const gap = ' '.repeat((widths[index] ?? 0) - terminalWidth(cell))
        return right.has(index) ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
}
