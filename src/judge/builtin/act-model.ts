import { listGrams, makeGramList } from './features/grams.ts'
import { turnFacts } from './features/turn-facts.ts'
import type { Reading, Side } from './reading.ts'
import { rowOfGram, type Vocabulary } from './vocabulary.ts'

/** Logistic regressions over one side's turns, one for each head: an act, or a criterion's own moment. */
export interface ActModel {
  heads: readonly string[]
  vocabulary: Vocabulary
  /**
   * Weights of the n-grams, row by row of the vocabulary, in steps of `steps[head]`. Two heads share a number, the even one in its
   * lower half, each raised by 127: so two are added at once, which is most of what judging costs.
   */
  grams: Int32Array
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

/** So many weights, each raised to 0–254, fit into 15 bits. */
const MOST_SUMMED = 128

/** Reused by every turn. */
const places = new Int32Array(MOST_SUMMED)
const list = makeGramList()
let facts = new Float64Array(0)
let sums = new Int32Array(0)

function actLogits(model: ActModel, reading: Reading, index: number): Float64Array {
  const { steps, facts: factWeights, factCount } = model
  const heads = steps.length
  const logits = new Float64Array(heads)
  listGrams(reading.turns, index, list)
  let begin = 0
  for (let kind = 0; kind < list.ends.length; kind += 1) {
    const end = list.ends[kind] as number
    const value = list.values[kind] as number
    for (let at = begin; at < end; at += MOST_SUMMED)
      addGrams(model, at, Math.min(end, at + MOST_SUMMED), value, logits)
    begin = end
  }
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

/** Adds the listed n-grams from `begin` to `end`, which share a value, to the logits. */
function addGrams(
  { vocabulary, grams, steps }: ActModel,
  begin: number,
  end: number,
  value: number,
  logits: Float64Array,
): void {
  const heads = steps.length
  const lanes = lanesOf(heads)
  if (sums.length !== lanes) sums = new Int32Array(lanes)
  sums.fill(0)
  let known = 0
  for (let at = begin; at < end; at += 1) {
    const row = rowOfGram(vocabulary, list.hashes[at] as number)
    if (row < 0) continue
    places[known] = row * lanes
    known += 1
  }
  let at = 0
  // Four rows at a time, so that a sum is read and written once for all of them.
  for (; at + 3 < known; at += 4) {
    const first = places[at] as number
    const second = places[at + 1] as number
    const third = places[at + 2] as number
    const fourth = places[at + 3] as number
    for (let lane = 0; lane < lanes; lane += 1)
      sums[lane] =
        ((sums[lane] as number) +
          (grams[first + lane] as number) +
          (grams[second + lane] as number) +
          (grams[third + lane] as number) +
          (grams[fourth + lane] as number)) |
        0
  }
  for (; at < known; at += 1) {
    const place = places[at] as number
    for (let lane = 0; lane < lanes; lane += 1)
      sums[lane] = ((sums[lane] as number) + (grams[place + lane] as number)) | 0
  }
  for (let head = 0; head < heads; head += 1) {
    const sum = sums[head >> 1] as number
    const own = (head & 1) === 0 ? sum & 0xffff : sum >>> 16
    logits[head] = (logits[head] as number) + (own - known * RAISED) * (steps[head] as number) * value
  }
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** The largest weight in steps, and what is added to a weight so that none is negative. */
const RAISED = 127

function lanesOf(heads: number): number {
  return (heads + 1) >> 1
}

/** Rounds fitted weights (n-grams, then facts) of each head to 255 steps for the n-grams. */
export function packActModel(
  heads: readonly string[],
  vocabulary: Vocabulary,
  weights: readonly Float64Array[],
  factCount: number,
): ActModel {
  const rows = vocabulary.keys.length
  const steps = new Float64Array(heads.length)
  const facts = new Float64Array(heads.length * factCount)
  const whole = new Int8Array(rows * heads.length)
  for (const [head, fitted] of weights.entries()) {
    const largest = fitted.subarray(0, rows).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
    const step = Math.fround(largest / RAISED) || 1
    steps[head] = step
    for (let row = 0; row < rows; row += 1)
      whole[row * heads.length + head] = Math.max(
        -RAISED,
        Math.min(RAISED, Math.round((fitted[row] ?? 0) / step)),
      )
    for (let fact = 0; fact < factCount; fact += 1)
      facts[fact * heads.length + head] = Math.fround(fitted[rows + fact] ?? 0)
  }
  return { heads, vocabulary, grams: joinHeads(whole, heads.length), steps, facts, factCount }
}

/** Weights in steps (−127 to 127), head by head within a row, as an ActModel holds them. */
export function joinHeads(whole: Int8Array, heads: number): Int32Array {
  const lanes = lanesOf(heads)
  const rows = whole.length / heads
  const joined = new Int32Array(rows * lanes)
  for (let row = 0; row < rows; row += 1) {
    for (let head = 0; head < heads; head += 1) {
      const raised = (whole[row * heads + head] ?? 0) + RAISED
      const lane = row * lanes + (head >> 1)
      joined[lane] = (joined[lane] ?? 0) | (raised << (16 * (head & 1)))
    }
  }
  return joined
}

/** The opposite of `joinHeads`. */
export function splitHeads(joined: Int32Array, heads: number): Int8Array {
  const rows = joined.length / lanesOf(heads)
  const whole = new Int8Array(rows * heads)
  for (let row = 0; row < rows; row += 1)
    for (let head = 0; head < heads; head += 1) whole[row * heads + head] = weightAt(joined, heads, row, head)
  return whole
}

/** One weight of `joined`, in steps. */
export function weightAt(joined: Int32Array, heads: number, row: number, head: number): number {
  const pair = joined[row * lanesOf(heads) + (head >> 1)] ?? 0
  return ((pair >>> (16 * (head & 1))) & 0xffff) - RAISED
}
