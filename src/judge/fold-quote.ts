import { foldText } from '../domain/fold-text.ts'

/** A text folded for finding quotes: unit i of `text` comes from [starts[i], ends[i]) of the original. */
export interface FoldedQuote {
  text: string
  starts: number[]
  ends: number[]
}

/** A character with the marks that belong to it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gsu

/**
 * Folds what a model may change when it copies: Unicode form, width, case, quotation marks, Traditional for Simplified,
 * invisible characters; runs of white space count as one space.
 */
export function foldQuote(original: string): FoldedQuote {
  const folded: FoldedQuote = { text: '', starts: [], ends: [] }
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    const plain = /\s/.test(cluster) ? ' ' : foldText(cluster.normalize('NFKC')).text.replace(/\s+/g, ' ')
    for (let unit = 0; unit < plain.length; unit += 1) {
      const end = index + cluster.length
      if (plain[unit] === ' ' && folded.text.endsWith(' ')) {
        folded.ends[folded.ends.length - 1] = end
        continue
      }
      folded.text += plain[unit]
      folded.starts.push(index)
      folded.ends.push(end)
    }
  }
  return folded
}
