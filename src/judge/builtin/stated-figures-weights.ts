import { KINDS } from './stated-figures-words.ts'

/** What is weighed of two statements that differ: the kind of the pair first. */
export const PAIR_SIGNS = [
  ...KINDS,
  'freeThenCharged',
  'chargedThenFree',
  'yesThenNo',
  'noThenYes',
  'topic',
  'topicPart',
  'context',
  'contextPart',
  'sameAspect',
  'otherAspect',
  'corrected',
  'addendum',
  'excuse',
  'otherAgent',
  'gap',
  'late',
  'conditional',
  'noticed',
  'surprised',
  'quoted',
  'customerNamed',
  'unnamed',
  'longer',
  'ratio',
  'several',
  'sameVerb',
  'explicit',
] as const
export type PairSign = (typeof PAIR_SIGNS)[number]

/**
 * Weights by sign as the row that `strengthOf` takes; the last place is the bias. Those shipped are a logistic
 * regression's over the pairs of the training set, where an act marks the later of two conflicting turns, rounded
 * to a tenth.
 */
export function weightRow(weights: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from([...PAIR_SIGNS, 'bias'], (sign) => weights[sign] ?? 0)
}

/** The strength, from 0 to 1, that a row of weights gives a pair's signs. */
export function strengthOf(signs: Float64Array, weights: Float64Array): number {
  let sum = weights[PAIR_SIGNS.length] ?? 0
  for (let place = 0; place < signs.length; place += 1) sum += (signs[place] ?? 0) * (weights[place] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}
