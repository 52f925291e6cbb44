import { expect, test } from 'vitest'
import { joinHeads, markActs, packActModel, splitHeads, weightAt } from './act-model.ts'
import { listGrams, makeGramList } from './features/grams.ts'
import { turnFactNames, turnFacts } from './features/turn-facts.ts'
import type { Reading } from './reading.ts'
import { readingOf, WORDS } from './testing/reading-of.ts'
import { makeVocabulary } from './vocabulary.ts'

const FACTS = turnFactNames(Object.keys(WORDS)).length
const HEADS = ['empathy', 'explanation', 'refusal']

/** The n-grams of a turn, kind by kind, with their values. */
function gramsOf(reading: Reading, index: number): { hash: number; value: number }[] {
  const list = makeGramList()
  listGrams(reading.turns, index, list)
  return Array.from({ length: list.ends.at(-1) ?? 0 }, (_, at) => ({
    hash: list.hashes[at] ?? 0,
    value: list.values[list.ends.findIndex((end) => at < end)] ?? 0,
  }))
}

const reading = readingOf([
  ['customer', '太过分,怎么还没到?'],
  ['agent', '抱歉让您等了3天,我这就去查'],
  ['customer', '谢谢'],
  ['agent', `不能退${'退'.repeat(600)}`],
])
/** Every second n-gram of the agent's turns is known. */
const known = [...new Set([1, 3].flatMap((index) => gramsOf(reading, index).map(({ hash }) => hash)))].filter(
  (_, at) => at % 2 === 0,
)
const vocabulary = makeVocabulary(Int32Array.from(known))
/** Whole hundredths, the largest 1.27, so that nothing is lost by rounding to 127ths of it. */
const weightOf = (head: number, row: number) =>
  row === 0 ? 1.27 : ((((row + 1) * 37 + head * 61) % 255) - 127) / 100
const factWeightOf = (head: number, fact: number) => Math.fround(((fact * 7 + head * 3) % 11) / 10 - 0.5)
const weights = HEADS.map((_, head) =>
  Float64Array.from({ length: known.length + FACTS }, (_, at) =>
    at < known.length ? weightOf(head, at) : factWeightOf(head, at - known.length),
  ),
)
const agent = packActModel(HEADS, vocabulary, weights, FACTS)
const nobody = packActModel(
  ['customer_upset'],
  makeVocabulary(new Int32Array(0)),
  [new Float64Array(FACTS)],
  FACTS,
)

test.each([1, 3])(
  'an act’s log-odds are its weights by the values of n-grams and facts (turn %i)',
  (index) => {
    const facts = new Float64Array(FACTS)
    turnFacts(reading, index, facts)
    const shares = markActs({ customer: nobody, agent }, reading)
    for (const head of HEADS.keys()) {
      let logit = 0
      for (const { hash, value } of gramsOf(reading, index)) {
        const row = known.indexOf(hash)
        if (row >= 0) logit += weightOf(head, row) * value
      }
      for (const [fact, value] of facts.entries()) logit += factWeightOf(head, fact) * value
      expect(shares[index]?.[head]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5)
    }
  },
)

test('each turn is marked by its own side’s model', () => {
  const shares = markActs({ customer: nobody, agent }, reading)
  expect(shares.map((one) => one.length)).toEqual([1, 3, 1, 3])
  // A model without weights cannot tell.
  expect([shares[0]?.[0], shares[2]?.[0]]).toEqual([0.5, 0.5])
})

test('marking another conversation in between changes nothing', () => {
  const models = { customer: nobody, agent }
  const before = markActs(models, reading)
  markActs(models, readingOf([['agent', '好'.repeat(900)]]))
  expect(markActs(models, reading)).toEqual(before)
})

test('the weights of n-grams are kept in 127ths of the largest, those of facts as they are', () => {
  const fitted = Float64Array.of(2.54, -1, 0.004, ...new Array<number>(FACTS).fill(0.25))
  const packed = packActModel(['one'], makeVocabulary(Int32Array.of(5, 6, 7)), [fitted], FACTS)
  // 2.54/127 = .02: 127, −50 and .2 steps
  expect(packed.steps[0]).toBeCloseTo(0.02, 8)
  expect([0, 1, 2].map((row) => weightAt(packed.grams, 1, row, 0))).toEqual([127, -50, 0])
  expect(packed.facts[3]).toBe(0.25)
})

test('a head whose n-grams say nothing has no weights', () => {
  const packed = packActModel(
    ['none'],
    makeVocabulary(Int32Array.of(5)),
    [new Float64Array(1 + FACTS)],
    FACTS,
  )
  expect(weightAt(packed.grams, 1, 0, 0)).toBe(0)
  expect(Number.isFinite(packed.steps[0])).toBe(true)
})

test.each([1, 2, 3, 8])('weights of %i heads are the same after joining and splitting', (heads) => {
  const whole = Int8Array.from({ length: 5 * heads }, (_, at) => ((at * 89) % 255) - 127)
  const joined = joinHeads(whole, heads)
  expect(splitHeads(joined, heads)).toEqual(whole)
  for (const [at, weight] of whole.entries())
    expect(weightAt(joined, heads, Math.floor(at / heads), at % heads)).toBe(weight)
})
