import { GRAM_COLUMNS, longestGramList, visitGrams } from './features/grams.ts'
import { turnFacts } from './features/turn-facts.ts'
import type { Reading, Side } from './reading.ts'

/** Logistic regressions over one side's turns, one for each head: an act, or a criterion's own moment. */
export interface ActModel {
  heads: readonly string[]
  /** Weights of the n-grams, head by head within a column, in steps of `steps[head]`. */
  grams: Int8Array
  steps: Float64Array
  /** Weights of the facts, head by head within a fact. */
  facts: Float64Array
  factCount: number
}

/** By turn of a reading: the probability of each head of that turn's side. */
export type ActShares = readonly Float64Array[]

/** Which acts each turn performs. */
export function markActs(models: Record<Side, ActModel>, reading: Reading): ActShares {
  return reading.turns.map(({ role }, index) => {
    const model = models[role]
    const logits = actLogits(model, reading, index)
    for (let head = 0; head < logits.length; head += 1) logits[head] = logistic(logits[head] ?? 0)
    return logits
  })
}

/** Reused by every turn: the places of its n-grams' weights, and the facts. */
const places = new Int32Array(longestGramList())
let sums = new Int32Array(0)
let facts = new Float64Array(0)

function actLogits(model: ActModel, reading: Reading, index: number): Float64Array {
  const { steps, facts: factWeights, factCount } = model
  const heads = steps.length
  const logits = new Float64Array(heads)
  let count = 0
  let value = 0
  visitGrams(reading.turns, index, (column, each) => {
    if (each !== value) {
      addGrams(model, count, value, logits)
      count = 0
      value = each
    }
    places[count] = column * heads
    count += 1
  })
  addGrams(model, count, value, logits)
  if (facts.length !== factCount) facts = new Float64Array(factCount)
  turnFacts(reading, index, facts)
  for (let fact = 0; fact < factCount; fact += 1) {
    const known = facts[fact] as number
    if (known === 0) continue
    const from = fact * heads
    for (let head = 0; head < heads; head += 1)
      logits[head] = (logits[head] as number) + (factWeights[from + head] as number) * known
  }
  return logits
}

/**
 * Adds the first `count` places, which share a value, to the logits. Whole numbers are added four rows at a time: this
 * is half of what judging costs.
 */
function addGrams({ grams, steps }: ActModel, count: number, value: number, logits: Float64Array): void {
  const heads = steps.length
  if (sums.length !== heads) sums = new Int32Array(heads)
  sums.fill(0)
  let at = 0
  for (; at + 3 < count; at += 4) {
    const first = places[at] as number
    const second = places[at + 1] as number
    const third = places[at + 2] as number
    const fourth = places[at + 3] as number
    for (let head = 0; head < heads; head += 1)
      sums[head] =
        (sums[head] as number) +
        (grams[first + head] as number) +
        (grams[second + head] as number) +
        (grams[third + head] as number) +
        (grams[fourth + head] as number)
  }
  for (; at < count; at += 1) {
    const place = places[at] as number
    for (let head = 0; head < heads; head += 1)
      sums[head] = (sums[head] as number) + (grams[place + head] as number)
  }
  for (let head = 0; head < heads; head += 1)
    logits[head] = (logits[head] as number) + (sums[head] as number) * (steps[head] as number) * value
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

const LARGEST_STEP = 127

/** Rounds fitted weights (n-gram columns, then facts) of each head to 255 steps for the n-grams. */
export function packActModel(
  heads: readonly string[],
  weights: readonly Float64Array[],
  factCount: number,
): ActModel {
  const grams = new Int8Array(GRAM_COLUMNS * heads.length)
  const steps = new Float64Array(heads.length)
  const facts = new Float64Array(heads.length * factCount)
  for (const [head, fitted] of weights.entries()) {
    let largest = 0
    for (let column = 0; column < GRAM_COLUMNS; column += 1)
      largest = Math.max(largest, Math.abs(fitted[column] ?? 0))
    const step = Math.fround(largest / LARGEST_STEP) || 1
    steps[head] = step
    for (let column = 0; column < GRAM_COLUMNS; column += 1)
      grams[column * heads.length + head] = Math.round((fitted[column] ?? 0) / step)
    for (let fact = 0; fact < factCount; fact += 1)
      facts[fact * heads.length + head] = Math.fround(fitted[GRAM_COLUMNS + fact] ?? 0)
  }
  return { heads, grams, steps, facts, factCount }
}
