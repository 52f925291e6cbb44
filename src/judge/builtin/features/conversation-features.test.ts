import { expect, test } from 'vitest'
import { makeStatedFigures } from '../figures/stated-figures.ts'
import prior from '../lexicons/figures-prior.json' with { type: 'json' }
import { readingOf } from '../testing/reading-of.ts'
import { makeConversationFeatures } from './conversation-features.ts'

const figures = makeStatedFigures(prior)
const heads = { customer: ['customer_upset'], agent: ['empathy', 'explanation'] }
const { names, read } = makeConversationFeatures(heads, figures)

const reading = readingOf([
  ['customer', '太过分'],
  ['agent', '抱歉'],
  ['customer', '谢谢,多谢'],
  ['agent', '不行'],
])
const shares = [[0.9], [0.8, 0.1], [0.2], [0.05, 0.3]].map((one) => Float64Array.from(one))
const row = read(reading, shares)
const ofName = (name: string) => row[names.indexOf(name)]

test('a row has a number for each name, and no name comes twice', () => {
  // 5 for each of three heads, 13 orders, 24 of structure, and the figures
  expect(names).toHaveLength(5 * 3 + 13 + 24 + figures.names.length)
  expect(row).toHaveLength(names.length)
  expect(new Set(names).size).toBe(names.length)
})

test('every part stands under its own names', () => {
  expect(ofName('empathy: strongest')).toBe(0.8)
  expect(ofName('explanation: at the end')).toBe(0.3)
  expect(ofName('customer_upset: mean')).toBeCloseTo((0.9 + 0.2) / 2, 12)
  expect(ofName('empathy before explanation')).toBeCloseTo(0.9 * 0.8, 12)
  expect(ofName('agent turns')).toBe(Math.log1p(2))
  expect(ofName('presales')).toBe(0)
})

test('what two agent turns state differently stands under the figures’ names', () => {
  const lines = (days: number) =>
    readingOf([
      ['customer', '退款要多久'],
      ['agent', '退款3天到账'],
      ['customer', '确定吗'],
      ['agent', `退款${days}天到账`],
    ])
  const differing = names.indexOf('two agent turns state a thing differently')
  const none = [[0], [0, 0], [0], [0, 0]].map((one) => Float64Array.from(one))
  expect(read(lines(15), none)[differing]).toBeGreaterThan(read(lines(3), none)[differing] ?? 0)
})

test('a conversation without an agent has finite numbers only', () => {
  const alone = read(readingOf([['customer', '有人吗?']]), [Float64Array.of(0.4)])
  expect(alone.every(Number.isFinite)).toBe(true)
})
