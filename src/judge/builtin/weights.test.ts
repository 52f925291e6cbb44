import { expect, test } from 'vitest'
import { GraderError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { makeByteReader, makeByteWriter } from './bytes.ts'
import { verdictShares } from './criterion-model.ts'
import type { BuiltinModel } from './model.ts'
import { judgedOf, judgeOf, setsFolder, shipped, shippedBytes } from './testing/shipped-judge.ts'
import { decodeWeights, encodeWeights } from './weights.ts'

const bytes = shippedBytes()
const model = decodeWeights(bytes)

/** What reading these bytes comes to: null, or why not. */
function refused(changed: Uint8Array): string | null {
  try {
    decodeWeights(changed)
    return null
  } catch (error) {
    if (!(error instanceof GraderError)) throw error
    expect(error.code).toBe('WEIGHTS_INVALID')
    return error.message
  }
}

const START = 'touchstone-weights\n'.length + 64

/** The file with another header, and a checksum that fits it. */
function withHeader(change: (header: string) => string): Uint8Array {
  const content = bytes.subarray(START)
  const length = makeByteReader(content).uint32()
  const header = change(new TextDecoder().decode(content.subarray(4, 4 + length)))
  const writer = makeByteWriter()
  writer.uint32(new TextEncoder().encode(header).length)
  writer.text(header)
  writer.uint8(content.subarray(4 + length))
  return withSum(writer.bytes())
}

function withSum(content: Uint8Array): Uint8Array {
  const writer = makeByteWriter()
  writer.text('touchstone-weights\n')
  writer.text(sha256(content))
  writer.uint8(content)
  return writer.bytes()
}

test('the same model gives the same bytes, read and written again too', () => {
  expect(Buffer.compare(encodeWeights(model), bytes)).toBe(0)
  expect(Buffer.compare(encodeWeights(structuredClone(model)), bytes)).toBe(0)
})

test('the file is at most 6 MB, and holds no sentence of a conversation', async () => {
  expect(bytes.length).toBeLessThan(6e6)
  const { set } = await readEvalSet(`${setsFolder}/training-v1`)
  const text = Buffer.from(bytes).toString('utf8')
  const told = set.conversations.flatMap(({ transcript }) => transcript.turns.map((turn) => turn.text))
  expect(told.filter((turn) => turn.length > 20 && text.includes(turn))).toEqual([])
})

test('what was read judges as what was written', async () => {
  const { set } = await readEvalSet(`${setsFolder}/service-v1`)
  const [one, other] = [judgeOf(model), judgeOf(decodeWeights(encodeWeights(model)))]
  const card = shipped('general-zh-CN')
  for (const { transcript } of set.conversations.slice(0, 10)) {
    const asked = judgedOf(card)
    expect(await other.judge(transcript, asked, card.acts)).toEqual(
      await one.judge(transcript, asked, card.acts),
    )
  }
})

test('a tuned criterion, a rule of acts and a criterion without a forest are read as they were written', () => {
  const width = model.features.length
  const tuned: BuiltinModel = {
    ...model,
    criteria: model.criteria.map((one, at) => {
      if (at > 2) return one
      const places = one.decider.classes
      const weights = Float32Array.from({ length: 2 * (width + 1) }, (_, index) =>
        Math.fround(Math.sin(index)),
      )
      const prior = {
        decider: one.decider,
        weights: Float32Array.from({ length: 2 * places }, (_, index) => index),
      }
      const layer = { classes: 2, weights, forest: null, prior }
      if (at === 0) return { ...one, verdicts: ['pass', 'fail'] as const, decider: layer }
      const steps = { when: 'upset', require: ['empathy'], thresholds: { upset: 0.5, empathy: 0.25 } }
      if (at === 1) return { ...one, steps }
      return { ...one, crossValidated: { ...one.crossValidated, kappa: null }, questions: [] }
    }),
  }
  const read = decodeWeights(encodeWeights(tuned))
  expect(read.criteria).toEqual(tuned.criteria)
  expect(read.trainedOn).toEqual(model.trainedOn)
  const row = Float64Array.from({ length: width }, (_, at) => Math.sin(at))
  for (const [at, { decider }] of tuned.criteria.entries()) {
    const again = read.criteria[at]?.decider
    expect(again && verdictShares(again, row)).toEqual(verdictShares(decider, row))
  }
})

test.each<[string, Uint8Array]>([
  ['an empty file', new Uint8Array(0)],
  ['a text', new TextEncoder().encode('{"format":1}'.repeat(100))],
  ['another program’s file', Uint8Array.from({ length: 5000 }, (_, at) => (at * 31) % 256)],
  ['the first line alone', bytes.subarray(0, 19)],
])('%s is no file of weights, and says so', (_, other) => {
  expect(refused(other)).toMatch(/^(this is no file that `touchstone train` wrote|the weights are damaged)/)
})

test('a file cut short anywhere is refused, in words for people', () => {
  for (const length of [20, 60, START, START + 3, START + 4, 5000, bytes.length >> 1, bytes.length - 1])
    expect(refused(bytes.subarray(0, length))).toMatch(
      /^the weights are damaged or of another version \(.+\); train again$/,
    )
})

test('one flipped bit anywhere is noticed', () => {
  for (let place = 19; place < bytes.length; place += 7919) {
    const flipped = bytes.slice()
    flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8))
    expect(refused(flipped)).toContain('its checksum does not fit')
  }
  const longer = new Uint8Array(bytes.length + 1)
  longer.set(bytes)
  expect(refused(longer)).toContain('its checksum does not fit')
})

test('a header that is none is refused, and what is wrong with it is told in a line', () => {
  expect(refused(withHeader((header) => header))).toBeNull()
  expect(refused(withHeader(() => 'nothing'))).toMatch(/^the weights are damaged .+JSON.+; train again$/)
  expect(refused(withHeader(() => '{}'))).toMatch(/\(format: .+\); train again$/)
  expect(refused(withHeader((header) => header.replace('"format":1', '"format":2')))).toMatch(
    /\(format: .+\)/,
  )
  expect(refused(withHeader((header) => header.replace('"able":true', '"able":"yes"')))).toMatch(
    /\(criteria\[0\]\.able: .+\)/,
  )
})

const LENGTH_LIES: [string, RegExp, (count: number) => number][] = [
  ['one n-gram more', /"grams":(\d+)/, (count) => count + 1],
  ['one n-gram fewer', /"grams":(\d+)/, (count) => count - 1],
  ['more n-grams than bytes', /"grams":(\d+)/, () => 1_000_000_000],
  ['more n-grams than can be counted', /"grams":(\d+)/, () => Number.MAX_SAFE_INTEGER],
  ['one fact more', /"factCount":(\d+)/, (count) => count + 1],
  ['one tree more', /"trees":(\d+)/, (count) => count + 1],
  ['no trees', /"trees":(\d+)/, () => 0],
  ['one node more', /"nodes":(\d+)/, (count) => count + 1],
  ['many leaves', /"leaves":(\d+)/, () => 2_000_000_000],
  ['one class more', /"classes":(\d+)/, (count) => count + 1],
  ['a thousand classes', /"classes":(\d+)/, () => 1000],
]

test.each(LENGTH_LIES)('a header that lies about sizes is refused: %s', (_, field, change) => {
  const lie = (header: string) =>
    header.replace(field, (text, count) => text.replace(count, String(change(Number(count)))))
  expect(refused(withHeader(lie))).toMatch(/^the weights are damaged or of another version/)
})

test('a header with another feature, act or category is refused, though every length fits', () => {
  const renamed = (from: string, to: string) => refused(withHeader((header) => header.replace(from, to)))
  const [first = '', second = ''] = model.features
  const OTHER = 'features that this version does not have'
  expect(renamed(`"${first}"`, '"agent lines"')).toContain(OTHER)
  expect(renamed(`"${first}","${second}"`, `"${second}","${first}"`)).toContain(OTHER)
  const [category = ''] = Object.keys(model.lexicon)
  expect(renamed(`"${category}":{`, '"0":{"by":"any","zh":[],"en":[]},"'.concat(category, '":{'))).toContain(
    OTHER,
  )
})

test('a header with a verdict that the numbers do not decide is refused', () => {
  expect(model.criteria.some(({ verdicts }) => verdicts.length === 2)).toBe(true)
  const more = withHeader((header) =>
    header.replace('"verdicts":["pass","fail"]', '"verdicts":["pass","fail","not_applicable"]'),
  )
  expect(refused(more)).toMatch(/^the weights are damaged/)
})

test('a tree that leads back, or out of its list, is refused, because it would never end', () => {
  const spoilt = (node: (nodes: Int16Array) => void) => {
    const copy = structuredClone(model)
    const forest = copy.criteria[0]?.decider.forest
    if (forest === null || forest === undefined) throw new Error('no forest')
    node(forest.nodes)
    return refused(encodeWeights(copy))
  }
  expect(spoilt(() => undefined)).toBeNull()
  for (const change of [
    (nodes: Int16Array) => nodes.set([0], 2),
    (nodes: Int16Array) => nodes.set([30_000], 3),
    (nodes: Int16Array) => nodes.set([-30_000], 2),
    (nodes: Int16Array) => nodes.set([30_000], 0),
    (nodes: Int16Array) => nodes.set([-1], 0),
  ])
    expect(spoilt(change)).toMatch(/^the weights are damaged/)
})
