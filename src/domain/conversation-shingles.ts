import { foldText } from './fold-text.ts'
import type { Transcript } from './transcript.ts'

/** A character of Chinese, or a word of anything else; digits and punctuation are none. */
const TOKEN = /\p{sc=Han}|[^\P{L}\p{sc=Han}]+/gu
/** Tokens in one shingle. */
const WIDTH = 4

/**
 * What customer and agent say, as the set of all its runs of four tokens within a turn: ids, times, numbers, case,
 * width, script and punctuation are left out. A turn that is shorter is one shingle as it is.
 */
export function conversationShingles({ turns }: Transcript): Set<string> {
  const shingles = new Set<string>()
  for (const { role, text } of turns) if (role === 'customer' || role === 'agent') addShingles(shingles, text)
  return shingles
}

/** The shingles of one text. */
export function textShingles(text: string): Set<string> {
  const shingles = new Set<string>()
  addShingles(shingles, text)
  return shingles
}

function addShingles(shingles: Set<string>, text: string): void {
  const tokens = foldText(text).text.match(TOKEN) ?? []
  if (tokens.length === 0) return
  for (let at = 0; at === 0 || at + WIDTH <= tokens.length; at += 1)
    shingles.add(tokens.slice(at, at + WIDTH).join(' '))
}
