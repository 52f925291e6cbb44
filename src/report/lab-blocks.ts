import { alignColumns } from './terminal-text.ts'

/** A part of what the lab shows: the same for a terminal and as Markdown. */
export type Block =
  | { kind: 'title'; line: string }
  | { kind: 'lines'; lines: readonly string[] }
  | { kind: 'list'; head: string; items: readonly string[] }
  /** The first row is the heading; `words` are the columns that are read from their beginning. */
  | { kind: 'table'; rows: readonly (readonly string[])[]; words: ReadonlySet<number> }

/** Plain text that ends in a line break. @param blocks of texts with nothing in them that acts on a terminal */
export function blocksAsText(blocks: readonly Block[]): string {
  return `${blocks
    .map(textLines)
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function textLines(block: Block): readonly string[] {
  if (block.kind === 'title') return [block.line]
  if (block.kind === 'lines') return block.lines
  if (block.kind === 'list')
    return block.items.length === 0 ? [] : [block.head, ...block.items.map((item) => `  ${item}`)]
  const columns = block.rows[0]?.map((_, at) => at) ?? []
  return alignColumns(block.rows, new Set(columns.filter((at) => !block.words.has(at))))
}

/** Markdown (GitHub's) in which every character of the texts is shown as it is; ends in a line break. */
export function blocksAsMarkdown(blocks: readonly Block[]): string {
  return `${blocks
    .map(markdownOf)
    .filter((part) => part !== '')
    .join('\n\n')}\n`
}

function markdownOf(block: Block): string {
  if (block.kind === 'title') return `**${escaped(block.line)}**`
  if (block.kind === 'lines') return block.lines.map(escapedLine).join('  \n')
  if (block.kind === 'list')
    return block.items.length === 0
      ? ''
      : [escapedLine(block.head), '', ...block.items.map((item) => `- ${escapedLine(item)}`)].join('\n')
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escaped(cell.trim())).join(' | ')} |`
  const [head = [], ...rows] = block.rows
  const rule = `|${head.map((_, at) => (block.words.has(at) ? '---' : '--:')).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

/** Brackets stay readable: without a parenthesis behind them they are no link. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>|~$#&]/g, '\\$&').replace(/\](?=\()/g, '\\]')
}

/** At the beginning of a line a dash or a number would begin a list. */
function escapedLine(text: string): string {
  return escaped(text).replace(/^([-+=]|\d+(?=[.)]))/, (mark) =>
    /\d/.test(mark) ? `${mark}\\` : `\\${mark}`,
  )
}
