import { textShingles } from './conversation-shingles.ts'
import type { EvalSet } from './eval-set.ts'

/** An example that a judge is shown, with where it stands. */
export interface ShownExample {
  /** As in `aftersales-chat: no_blame_shifting.examples[0]`. */
  place: string
  text: string
}

export interface KnownExample {
  place: string
  transcriptId: string
  turn: number
  /** The share of the example's shingles that the turn has, 0–1. */
  similarity: number
}

/** From this share on an example is a turn's own words, or nearly. */
const NEARLY = 0.7
/** Shorter ones are phrases that anybody says. */
const FEWEST_SHINGLES = 4

/**
 * Examples that are taken from a set's conversations, or nearly: a judge that was shown them is not measured on them.
 * Numbers, punctuation, case, width and script do not matter.
 */
export function findKnownExamples(
  examples: readonly ShownExample[],
  { conversations }: Pick<EvalSet, 'conversations'>,
): KnownExample[] {
  const shown = examples
    .map(({ place, text }) => ({ place, shingles: textShingles(text) }))
    .filter(({ shingles }) => shingles.size >= FEWEST_SHINGLES)
  if (shown.length === 0) return []
  const wanted = new Map<string, number[]>()
  for (const [at, { shingles }] of shown.entries())
    for (const shingle of shingles) wanted.set(shingle, [...(wanted.get(shingle) ?? []), at])
  return conversations.flatMap(({ transcript }) =>
    transcript.turns.flatMap(({ id, text }) => {
      const shared = new Map<number, number>()
      for (const shingle of textShingles(text))
        for (const at of wanted.get(shingle) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
      return [...shared].flatMap(([at, count]): KnownExample[] => {
        const example = shown[at]
        if (example === undefined) return []
        const similarity = count / example.shingles.size
        return similarity >= NEARLY
          ? [{ place: example.place, transcriptId: transcript.id, turn: id, similarity }]
          : []
      })
    }),
  )
}
