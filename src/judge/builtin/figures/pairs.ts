import { z } from 'zod'
import { markTopic, type Statements, TOPIC_WORDS } from './statements.ts'
import { CHARGE_CLAIM, DAY, FIGURE_KINDS, FREE_CLAIM, MEASURE } from './words.ts'

/** How two statements differ: by a figure of a kind, or by whether something costs. */
export const PAIR_KINDS = [...FIGURE_KINDS, 'freeThenCharged', 'chargedThenFree'] as const
export type PairKind = (typeof PAIR_KINDS)[number]
const FREE_THEN_CHARGED = PAIR_KINDS.indexOf('freeThenCharged')
const TOPIC = PAIR_KINDS.length

/** What is weighed of two statements that differ. */
export const PAIR_SIGNS = [
  ...PAIR_KINDS,
  // Content words that both clauses have.
  'topic',
  // Turns between them, and how late the second comes.
  'gap',
  'late',
  // The customer says right after that it was put differently.
  'noticed',
  // Of figures: one has no unit; the later is larger; how many times as large.
  'unnamed',
  'longer',
  'ratio',
  'bias',
] as const
const BIAS = PAIR_SIGNS.length - 1

/** How much each sign says that two statements contradict each other: what training fits. */
export const FigureWeights = z.record(z.enum(PAIR_SIGNS), z.number())
export type FigureWeights = z.infer<typeof FigureWeights>

/** The weights as a row in the order of `PAIR_SIGNS`. */
export function weightRow(weights: FigureWeights): Float64Array {
  return Float64Array.from(PAIR_SIGNS, (sign) => weights[sign])
}

/** What is known of the turns around the statements. */
export interface Surroundings {
  turnCount: number
  /** For each agent turn, 1 where the customer notices a difference right after. */
  protested: Uint8Array
}

/** The kind of the pair, as an index of `PAIR_KINDS`, if two statements of different turns cannot both be meant; or -1. */
export function pairKind(
  { kinds, turns, lows, highs, measures }: Statements,
  one: number,
  other: number,
): number {
  const kind = kinds[one] as number
  if (turns[one] === turns[other]) return -1
  if (kind >= FREE_CLAIM || kinds[other] !== kind) {
    if (kind === FREE_CLAIM && kinds[other] === CHARGE_CLAIM) return FREE_THEN_CHARGED
    return kind === CHARGE_CLAIM && kinds[other] === FREE_CLAIM ? FREE_THEN_CHARGED + 1 : -1
  }
  if (kind === MEASURE && measures[one] !== measures[other]) return -1
  const low = lows[one] as number
  const otherLow = lows[other] as number
  if (otherLow <= (highs[one] as number) && low <= (highs[other] as number)) return -1
  // The same day, once with its month and once without.
  return kind === DAY && low % 100 === otherLow % 100 ? -1 : kind
}

/** Writes the signs of a pair into `signs`, in the order of `PAIR_SIGNS`. */
export function pairSigns(
  statements: Statements,
  texts: readonly { text: string }[],
  { turnCount, protested }: Surroundings,
  one: number,
  other: number,
  kind: number,
  signs: Float64Array,
): void {
  const { turns, lows, highs, named } = statements
  const before = turns[one] as number
  const after = turns[other] as number
  signs.fill(0)
  signs[kind] = 1
  signs[BIAS] = 1
  const shared = sharedWords(statements, texts, one, other)
  signs[TOPIC] = Math.min(shared, 4) / 4
  signs[TOPIC + 1] = Math.min(after - before, 12) / 12
  signs[TOPIC + 2] = after / turnCount
  signs[TOPIC + 3] = protested[after] as number
  if (kind >= FREE_THEN_CHARGED) return
  const low = lows[one] as number
  const otherLow = lows[other] as number
  signs[TOPIC + 4] = named[one] === 1 && named[other] === 1 ? 0 : 1
  signs[TOPIC + 5] = otherLow > (highs[one] as number) ? 1 : 0
  signs[TOPIC + 6] = Math.min(Math.abs(Math.log(Math.max(otherLow, 0.01) / Math.max(low, 0.01))), 4) / 4
}

/** How many content words the clauses of two statements share. */
function sharedWords(
  statements: Statements,
  texts: readonly { text: string }[],
  one: number,
  other: number,
): number {
  const { topics } = statements
  const from = topicOf(statements, texts, one)
  const to = topicOf(statements, texts, other)
  let shared = 0
  for (let at = 0; at < TOPIC_WORDS; at += 1) {
    let both = (topics[from + at] as number) & (topics[to + at] as number)
    for (; both !== 0; both &= both - 1) shared += 1
  }
  return shared
}

/** Where the topic of a statement's clause stands; read when it is first asked for, as most never are. */
function topicOf(statements: Statements, texts: readonly { text: string }[], at: number): number {
  const { turns, clauseStarts, clauseEnds, topics, hasTopic } = statements
  const into = at * TOPIC_WORDS
  if (hasTopic[at] === 1) return into
  hasTopic[at] = 1
  const text = texts[turns[at] as number]?.text ?? ''
  markTopic(text, clauseStarts[at] as number, clauseEnds[at] as number, topics, into)
  return into
}

/** The log odds that a row of weights gives a pair's signs. */
export function logOddsOf(signs: Float64Array, weights: Float64Array): number {
  let sum = 0
  for (let place = 0; place < signs.length; place += 1)
    sum += (signs[place] as number) * (weights[place] as number)
  return sum
}
