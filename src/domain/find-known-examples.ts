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
  /** The share of the example's shingles that the turn has, or of the turn's that the example has, 0–1. */
  similarity: number
}

/** From this share on an example is a turn's own words, or nearly. */
const NEARLY = 0.7
/** Shorter ones are phrases that anybody says. */
const FEWEST_SHINGLES = 4
/** A shorter turn may stand in a long text by chance; this one was quoted there. */
const FEWEST_OF_A_TURN = 8

/**
 * Examples that are taken from a set's conversations, or nearly, or have a turn of one in them: a judge that was shown them is not measured on them.
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
      const said = textShingles(text)
      for (const shingle of said)
        for (const at of wanted.get(shingle) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
      return [...shared].flatMap(([at, count]): KnownExample[] => {
        const example = shown[at]
        if (example === undefined) return []
        const quoted = said.size >= FEWEST_OF_A_TURN ? count / said.size : 0
        const similarity = Math.max(count / example.shingles.size, quoted)
        return similarity >= NEARLY
          ? [{ place: example.place, transcriptId: transcript.id, turn: id, similarity }]
          : []
      })
    }),
  )
}
