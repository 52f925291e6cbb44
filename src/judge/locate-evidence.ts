import { type FoldedQuote, foldQuote } from './fold-quote.ts'

/** Marks that a model puts round a quote or where it cut it. */
const AROUND = /^[\s"'“”‘’「」『』`…]+|^\.{3,}|[\s"'“”‘’「」『』`…]+$|\.{3,}$/g

/** A longer quote is no quote: findings show 120 units. */
const LONGEST = 2000

/**
 * Finds a quote in the text it is said to stand in: verbatim, or after folding both. Gives the range in the text
 * (UTF-16 units), or null where it is not there. An empty quote is nowhere.
 */
export function locateEvidence(text: string, quote: string): { start: number; end: number } | null {
  if (quote === '' || quote.length > LONGEST) return null
  const exact = text.indexOf(quote)
  if (exact >= 0) return { start: exact, end: exact + quote.length }
  return find(foldQuote(text), quote) ?? find(foldQuote(text), quote.replace(AROUND, ''))
}

function find(folded: FoldedQuote, quote: string): { start: number; end: number } | null {
  const wanted = foldQuote(quote).text.trim()
  if (wanted === '') return null
  const at = folded.text.indexOf(wanted)
  const start = folded.starts[at]
  const end = folded.ends[at + wanted.length - 1]
  return at < 0 || start === undefined || end === undefined ? null : { start, end }
}
