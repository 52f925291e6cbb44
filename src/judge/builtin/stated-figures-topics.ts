import { type Reading, TOPIC_WORDS } from './stated-figures-reading.ts'
import type { TurnFacts } from './stated-figures-turns.ts'

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How much two topics have in common: marks they share, and the part that is of the smaller one. */
export interface Overlap {
  shared: number
  part: number
}

/** Whether two clauses have any content word in common; quicker than to count them. */
export function shareWord({ topics }: Reading, one: number, other: number): boolean {
  const from = one * TOPIC_WORDS
  const to = other * TOPIC_WORDS
  let shared = 0
  for (let at = 0; at < TOPIC_WORDS; at += 1) shared |= (topics[from + at] ?? 0) & (topics[to + at] ?? 0)
  return shared !== 0
}

/** Compares the content words of two clauses. */
export function compareClauses(reading: Reading, one: number, other: number): Overlap {
  return compare(reading.topics, one, other, 1)
}

/** Compares them with their surroundings: the clauses beside them and what the customer had said before. */
export function compareContexts(
  reading: Reading,
  facts: readonly TurnFacts[],
  one: number,
  other: number,
): Overlap {
  surround(reading, facts, one)
  surround(reading, facts, other)
  return compare(reading.contexts, one, other, 4)
}

/** The aspects of a clause; where it has none, those of the clauses beside it, or of what the customer had said. */
export function aspectsAround(reading: Reading, facts: readonly TurnFacts[], clause: number): number {
  surround(reading, facts, clause)
  return reading.clauses[clause]?.around ?? 0
}

function compare(topics: Int32Array, one: number, other: number, least: number): Overlap {
  let shared = 0
  let inOne = 0
  let inOther = 0
  for (let at = 0; at < TOPIC_WORDS; at += 1) {
    const left = topics[one * TOPIC_WORDS + at] ?? 0
    const right = topics[other * TOPIC_WORDS + at] ?? 0
    if (left !== 0) inOne += countBits(left)
    if (right !== 0) inOther += countBits(right)
    if ((left & right) !== 0) shared += countBits(left & right)
  }
  return { shared, part: shared / Math.max(least, Math.min(inOne, inOther)) }
}

/** Gathers a clause's surroundings, once. */
function surround(reading: Reading, facts: readonly TurnFacts[], index: number): void {
  const clause = reading.clauses[index]
  const turn = facts[clause?.turn ?? 0]
  if (clause === undefined || turn === undefined || clause.around >= 0) return
  reading.contexts.fill(0, index * TOPIC_WORDS, (index + 1) * TOPIC_WORDS)
  const beside = gather(
    reading,
    Math.max(turn.firstClause, index - 1),
    Math.min(turn.pastClause, index + 2),
    index,
  )
  const ask = facts[turn.ask]
  const asked = ask === undefined ? 0 : gather(reading, ask.firstClause, ask.pastClause, index)
  clause.around = clause.aspects || beside || asked
}

/** Adds the topics of clauses to the context of one; their aspects. */
function gather(reading: Reading, first: number, past: number, into: number): number {
  const { clauses, contexts, topics } = reading
  let aspects = 0
  for (let index = first; index < past; index += 1) {
    aspects |= clauses[index]?.aspects ?? 0
    for (let at = 0; at < TOPIC_WORDS; at += 1) {
      const place = into * TOPIC_WORDS + at
      contexts[place] = (contexts[place] ?? 0) | (topics[index * TOPIC_WORDS + at] ?? 0)
    }
  }
  return aspects
}
