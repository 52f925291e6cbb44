import { conversationShingles } from './conversation-shingles.ts'
import type { Transcript } from './transcript.ts'

/** Of all that two conversations say, the share that both say (Jaccard). Set phrases alone stay well below it. */
const COPY_SHARE = 0.7

/**
 * Pairs of conversations that say nearly the same, by their places in the list: names, numbers and a few words may
 * differ. Unlike `findLeaks` it counts set phrases too, and so finds a copy however often it was copied.
 */
export function findCopies(transcripts: readonly Transcript[]): [number, number][] {
  const said = transcripts.map(conversationShingles)
  const places = new Map<string, number[]>()
  const shared = new Uint32Array(said.length)
  const copies: [number, number][] = []
  for (const [at, shingles] of said.entries()) {
    shared.fill(0)
    for (const shingle of shingles) {
      const earlier = places.get(shingle)
      if (earlier === undefined) {
        places.set(shingle, [at])
        continue
      }
      for (const place of earlier) shared[place] = (shared[place] ?? 0) + 1
      earlier.push(at)
    }
    for (let earlier = 0; earlier < at; earlier += 1) {
      const both = shared[earlier] ?? 0
      const all = shingles.size + (said[earlier]?.size ?? 0) - both
      if (both > 0 && both >= COPY_SHARE * all) copies.push([earlier, at])
    }
  }
  return copies
}
