import type { Reading } from '../reading.ts'
import { mix, type Units } from '../units.ts'

const FACTS = [
  'always',
  'length',
  'at most 2 units',
  'at most 5 units',
  'at most 10 units',
  'place',
  'first of its side',
  'last of its side',
  'last of all',
  'questions',
  'answers a question',
  'figures',
  'goes on',
  'length of what it answers',
  'answers at most 5 units',
  'repeats its side',
  'repeats the other side',
  'phone',
  'email',
  'English',
  'among the first three',
  'another agent than before',
] as const
/** Against the n-grams, chosen by cross-validation. */
const SCALE = 1.5

/** Names of a turn's facts, in the order of `turnFacts`. */
export function turnFactNames(categories: readonly string[]): string[] {
  return [
    ...FACTS,
    ...categories.map((category) => `says ${category}`),
    ...categories.map((category) => `after ${category}`),
    ...categories.map((category) => `before ${category}`),
  ]
}

/** What is known of a turn besides its words: length, place, what it answers, and hits of the lexicon. */
export function turnFacts({ transcript, turns, lastOf }: Reading, index: number, facts: Float64Array): void {
  const read = turns[index]
  if (read === undefined) return
  const { count } = read.units
  const other = turns[read.answers]
  const earlier = turns[read.follows]
  let at = 0
  const put = (value: number) => {
    facts[at] = value * SCALE
    at += 1
  }
  const flag = (holds: boolean) => put(holds ? 1 : 0)
  put(1)
  put(Math.log1p(count) / 4)
  flag(count <= 2)
  flag(count <= 5)
  flag(count <= 10)
  put(index / Math.max(1, turns.length - 1))
  flag(earlier === undefined)
  flag(lastOf[read.role] === index)
  flag(index === turns.length - 1)
  put(Math.min(read.questions, 3) / 2)
  flag(other !== undefined && other.questions > 0)
  put(Math.min(read.digits, 6) / 3)
  flag(read.follows > read.answers)
  put(other === undefined ? 0 : Math.log1p(other.units.count) / 4)
  flag(other !== undefined && other.units.count <= 5)
  put(earlier === undefined ? 0 : repeated(read.units, earlier.units))
  put(other === undefined ? 0 : repeated(read.units, other.units))
  flag(transcript.channel === 'phone')
  flag(transcript.channel === 'email')
  flag(transcript.language === 'en')
  flag(index <= 2)
  flag(earlier !== undefined && earlier.turn.agentId !== read.turn.agentId)
  const categories = read.hits.length
  facts.fill(0, at)
  for (const category of read.said) facts[at + category] = (0.7 + 0.3 * (read.hits[category] ?? 0)) * SCALE
  for (const category of other?.said ?? []) facts[at + categories + category] = SCALE
  for (const category of turns[read.answeredBy]?.said ?? []) facts[at + 2 * categories + category] = SCALE
}

const LONGEST_COMPARED = 200
/** One bit for each pair of units, reused. */
const pairs = new Uint8Array(1 << 12)

/** The share of a text's pairs of units that stand in another text too, 0–1. */
function repeated(text: Units, earlier: Units): number {
  const known = Math.min(earlier.count, LONGEST_COMPARED)
  const count = Math.min(text.count, LONGEST_COMPARED)
  if (known < 2 || count < 2) return 0
  for (let at = 1; at < known; at += 1) pairs[pairAt(earlier, at)] = 1
  let shared = 0
  for (let at = 1; at < count; at += 1) shared += pairs[pairAt(text, at)] ?? 0
  for (let at = 1; at < known; at += 1) pairs[pairAt(earlier, at)] = 0
  return shared / (count - 1)
}

function pairAt({ hashes }: Units, at: number): number {
  return mix(hashes[at] ?? 0, hashes[at - 1] ?? 0) & (pairs.length - 1)
}
