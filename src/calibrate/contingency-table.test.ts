import { expect, test } from 'vitest'
import { codePairs, drawnTable, type LabelPair, tableOf } from './contingency-table.ts'

const PAIRS: LabelPair[] = [
  ['pass', 'pass'],
  ['fail', 'pass'],
  ['pass', null],
  ['fail', 'fail'],
  ['pass', 'pass'],
]

test('rows are the first label, columns the second, in the order of the scale; a category nobody used keeps its place', () => {
  expect(tableOf(PAIRS, ['fail', 'na', 'pass'])).toEqual([
    [1, 0, 1],
    [0, 0, 0],
    [0, 0, 2],
  ])
})

test('a label that is not on the scale is an error, not a new category', () => {
  expect(() => tableOf(PAIRS, ['pass', 'na'])).toThrow('label "fail" is not on the scale pass, na')
})

test('a pair counts as often as it is drawn', () => {
  const coded = codePairs(PAIRS, ['fail', 'pass'])
  // Pair 1 three times, pair 0 once; pair 2 lacks a label.
  expect(drawnTable(coded, Uint32Array.of(1, 2, 1, 0, 1))).toEqual([
    [0, 3],
    [0, 1],
  ])
})

test('a pair counts for its weight', () => {
  const weighted = codePairs(PAIRS, ['fail', 'pass'], [1, 4, 9, 2.5, 1])
  // Pair 1 twice, pair 3 once; pair 2 lacks a label.
  expect(drawnTable(weighted, Uint32Array.of(1, 2, 1, 3))).toEqual([
    [2.5, 8],
    [0, 0],
  ])
})
