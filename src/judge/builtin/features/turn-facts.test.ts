import { expect, test } from 'vitest'
import { readingOf, type Spoken } from '../testing/reading-of.ts'
import { turnFactNames, turnFacts } from './turn-facts.ts'

const NAMES = turnFactNames(['sorry', 'refusal', 'anger', 'thanks'])

const rounded = (value: number) => Math.round(value * 1e12) / 1e12

/** A turn's facts by name, without the scale of 1.5 that all of them have; zeros are left out. */
function factsOf(lines: readonly Spoken[], index: number, overrides: object = {}): Record<string, number> {
  const facts = new Float64Array(NAMES.length).fill(9)
  turnFacts(readingOf(lines, overrides), index, facts)
  const entries = NAMES.map((name, at) => [name, rounded((facts[at] ?? 0) / 1.5)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== 0))
}

test('the first turn of all, short and asking', () => {
  expect(
    factsOf(
      [
        ['customer', '在吗?'],
        ['agent', '在'],
      ],
      0,
    ),
  ).toEqual({
    always: 1,
    // three units
    length: rounded(Math.log(4) / 4),
    'at most 5 units': 1,
    'at most 10 units': 1,
    'first of its side': 1,
    'last of its side': 1,
    // one of at most three, by two
    questions: 0.5,
    'among the first three': 1,
  })
})

test('an answer by another agent, at the end of a call', () => {
  const lines: Spoken[] = [
    ['agent', 'wait 2 days', { agentId: 'a-1' }],
    ['customer', 'why?'],
    ['agent', 'wait 5 days, wait', { agentId: 'a-2' }],
  ]
  const facts = factsOf(lines, 2, { channel: 'phone', language: 'en' })
  expect(facts).toEqual({
    always: 1,
    // wait # days , wait
    length: rounded(Math.log(6) / 4),
    'at most 5 units': 1,
    'at most 10 units': 1,
    place: 1,
    'last of its side': 1,
    'last of all': 1,
    'answers a question': 1,
    // one of at most six, by three
    figures: rounded(1 / 3),
    'length of what it answers': rounded(Math.log(3) / 4),
    'answers at most 5 units': 1,
    // wait #, # days; not: days ,; , wait
    'repeats its side': 2 / 4,
    phone: 1,
    English: 1,
    'among the first three': 1,
    'another agent than before': 1,
  })
})

test('a turn that goes on before the other side answered', () => {
  const lines: Spoken[] = [
    ['customer', '坏了'],
    ['agent', '您好'],
    ['agent', '是哪一单'],
  ]
  expect(factsOf(lines, 2)['goes on']).toBe(1)
  expect(factsOf(lines, 1)['goes on']).toBeUndefined()
})

test('the first turn of a side goes on nothing', () => {
  expect(factsOf([['agent', '您好']], 0)['goes on']).toBeUndefined()
})

test('words are told by category: its own by how many, those before and after it as such', () => {
  const lines: Spoken[] = [
    ['customer', '太过分'],
    ['agent', '抱歉抱歉,不行'],
    ['customer', '谢谢'],
  ]
  const facts = factsOf(lines, 1)
  // .7 and .3 for each
  expect([facts['says sorry'], facts['says refusal']]).toEqual([1.3, 1])
  expect([facts['after anger'], facts['before thanks']]).toEqual([1, 1])
  expect(Object.keys(facts).filter((name) => /^(says|after|before) /.test(name))).toHaveLength(4)
})

test('questions and figures count up to three and six', () => {
  const facts = factsOf([['customer', '???? 1 2 3 4 5 6 7 8']], 0)
  expect([facts.questions, facts.figures]).toEqual([3 / 2, 6 / 3])
})

test('a turn repeats the other side by the pairs of units that it takes up', () => {
  const lines: Spoken[] = [
    ['customer', '退款多久'],
    ['agent', '退款三天'],
  ]
  // 退款, 款三, 三天: one of three
  expect(factsOf(lines, 1)['repeats the other side']).toBeCloseTo(1 / 3, 12)
  // Nothing is left over of the pairs looked at before.
  expect(
    factsOf(
      [
        ['customer', '在'],
        ['agent', '退款多久'],
      ],
      1,
    )['repeats the other side'],
  ).toBeUndefined()
})

test('a row is written over as a whole, and names are as many as its numbers', () => {
  const facts = new Float64Array(NAMES.length).fill(7)
  turnFacts(readingOf([['agent', '']], { channel: 'email' }), 0, facts)
  expect(facts).not.toContain(7)
  expect(new Set(NAMES).size).toBe(NAMES.length)
  // 22 facts and three for each category
  expect(NAMES).toHaveLength(22 + 3 * 4)
})
