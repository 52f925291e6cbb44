import { expect, test } from 'vitest'
import { readingOf, type Spoken } from '../testing/reading-of.ts'
import { headSummaries, headSummaryNames, SUMMARY_COUNT } from './head-summaries.ts'

const FIVE: Spoken[] = [
  ['agent', '您好'],
  ['customer', '坏了'],
  ['agent', '抱歉'],
  ['customer', '然后呢'],
  ['agent', '退您'],
]

/** Summaries of one agent's head with these shares at turns 0, 2 and 4; customers' turns have another head. */
function summed(...agent: number[]) {
  const shares = FIVE.map((_, index) => Float64Array.of(index % 2 === 0 ? (agent[index / 2] ?? 0) : 0.99))
  const row = new Float64Array(SUMMARY_COUNT)
  headSummaries(readingOf(FIVE), shares, 'agent', 1, row, 0)
  return Object.fromEntries(headSummaryNames(['empathy']).map((name, at) => [name, row[at]]))
}

test('how strongly and where', () => {
  expect(summed(0.1, 0.8, 0.5)).toEqual({
    'empathy: strongest': 0.8,
    'empathy: mean': (0.1 + 0.8 + 0.5) / 3,
    'empathy: expected': Math.log1p(0.1 + 0.8 + 0.5),
    // turn 4 of 0 to 4 is late, turn 2 is not
    'empathy: late': 0.5,
    'empathy: at the end': 0.5,
  })
})

test('a side that says nothing has no strength', () => {
  const row = new Float64Array(SUMMARY_COUNT)
  headSummaries(readingOf([['customer', '在吗']]), [Float64Array.of(0.9)], 'agent', 1, row, 0)
  expect([...row]).toEqual([0, 0, 0, 0, 0])
})

test('heads stand one behind the other from the place given, and where the next may go on is told', () => {
  const names = headSummaryNames(['a', 'b'])
  const row = new Float64Array(names.length + 2)
  const shares = [Float64Array.of(0.25, 0.75)]
  expect(headSummaries(readingOf([['agent', '好']]), shares, 'agent', 2, row, 2)).toBe(row.length)
  expect([row[2 + names.indexOf('a: strongest')], row[2 + names.indexOf('b: strongest')]]).toEqual([
    0.25, 0.75,
  ])
  expect([row[0], row[1]]).toEqual([0, 0])
})
