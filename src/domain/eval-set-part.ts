import { contentHash } from './content-hash.ts'
import type { RunPart } from './eval-run.ts'
import type { EvalSet } from './eval-set.ts'
import { canonicalJson, sha256 } from './hash.ts'

/** The conversations of one part of a set; `all` is the set itself. */
export function partOf(set: EvalSet, part: RunPart): EvalSet {
  if (part === 'all') return set
  return { ...set, conversations: set.conversations.filter(({ side }) => side === part) }
}

/** SHA-256 of what raters said of which words, and how those were chosen: equal for sets on which a judge gets the same figures. */
export function evalSetHash({
  conversations,
  scorecards,
}: Pick<EvalSet, 'conversations' | 'scorecards'>): string {
  const rows = conversations.map(({ transcript, labels, adjudicated, selection }) => [
    transcript.id,
    contentHash(transcript),
    labels,
    adjudicated ?? {},
    // What was drawn with another probability counts otherwise.
    ...(selection === undefined ? [] : [selection]),
  ])
  return sha256(canonicalJson([scorecards, rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))]))
}
