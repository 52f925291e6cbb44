import { conversationShingles } from './conversation-shingles.ts'
import type { EvalSet } from './eval-set.ts'

/** A conversation of one set that stands in another too, by their ids. */
export interface Leak {
  a: string
  b: string
  /** The share of the shorter one's shingles that both have, 0–1. */
  similarity: number
}

/**
 * Two sets written independently of each other share at most .09 of the shorter conversation; a copy with every
 * name and number changed, a sixth of its turns dropped and a third of the rest reworded shares .53 or more.
 */
const LEAK_SIMILARITY = 0.25
/** Below this a few set phrases would make two short conversations alike; then all of both must be the same. */
const FEWEST_SHARED = 8
/** A shingle in more of both sets than this is a script of the house, and says nothing of copying. */
const SCRIPT_SHARE = 0.02
const FEWEST_OF_A_SCRIPT = 5

type Conversations = Pick<EvalSet, 'conversations'>

/**
 * Conversations of `a` that are those of `b`, or nearly: most alike first. Ids, times, numbers, punctuation, case and
 * script do not matter, nor what bots say; a translation is not found. Broder 1997, containment of 4-shingles.
 */
export function findLeaks(a: Conversations, b: Conversations, atLeast = LEAK_SIMILARITY): Leak[] {
  const [inA, inB] = [shinglesOf(a), shinglesOf(b)]
  const [placesA, placesB] = [placesOf(inA), placesOf(inB)]
  const isScript = (shingle: string) =>
    isCommon(placesA.get(shingle), inA.length) && isCommon(placesB.get(shingle), inB.length)
  const sizeA = inA.map(({ shingles }) => sizeWithout(shingles, isScript))
  const leaks: Leak[] = []
  for (const { id, shingles } of inB) {
    const size = sizeWithout(shingles, isScript)
    for (const [at, shared] of countShared(shingles, placesA, isScript)) {
      const whole = inA[at]?.shingles.size
      const shorter = Math.min(size, sizeA[at] ?? 0)
      const isSame = shared === shingles.size && shared === whole
      if ((isSame || shared >= FEWEST_SHARED) && shared >= atLeast * shorter)
        leaks.push({ a: inA[at]?.id ?? '', b: id, similarity: shared / shorter })
    }
  }
  return leaks.sort((one, other) => other.similarity - one.similarity)
}

interface Shingled {
  id: string
  shingles: ReadonlySet<string>
}

function shinglesOf({ conversations }: Conversations): Shingled[] {
  return conversations.map(({ transcript }) => ({
    id: transcript.id,
    shingles: conversationShingles(transcript),
  }))
}

/** In which conversations each shingle stands, by their place in the list. */
function placesOf(shingled: readonly Shingled[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [at, { shingles }] of shingled.entries()) {
    for (const shingle of shingles) {
      const found = places.get(shingle)
      if (found === undefined) places.set(shingle, [at])
      else found.push(at)
    }
  }
  return places
}

function isCommon(places: readonly number[] | undefined, conversations: number): boolean {
  const found = places?.length ?? 0
  return found >= FEWEST_OF_A_SCRIPT && found > SCRIPT_SHARE * conversations
}

function sizeWithout(shingles: ReadonlySet<string>, isScript: (shingle: string) => boolean): number {
  let size = 0
  for (const shingle of shingles) if (!isScript(shingle)) size += 1
  return size
}

function countShared(
  shingles: ReadonlySet<string>,
  places: ReadonlyMap<string, readonly number[]>,
  isScript: (shingle: string) => boolean,
): Map<number, number> {
  const shared = new Map<number, number>()
  for (const shingle of shingles) {
    if (isScript(shingle)) continue
    for (const at of places.get(shingle) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
  }
  return shared
}
