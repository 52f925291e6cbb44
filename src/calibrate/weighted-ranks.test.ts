import { expect, test } from 'vitest'
import { weightedRanks } from './weighted-ranks.ts'

test('with weights of 1 equal values share the mean of their ranks', () => {
  expect(weightedRanks([30, 10, 20, 20], [1, 1, 1, 1])).toEqual([4, 1, 2.5, 2.5])
})

test('a weight of 2 is the value twice', () => {
  // 10, 10, 20, 30, 30: ranks 1.5, 1.5, 3, 4.5, 4.5.
  expect(weightedRanks([20, 10, 30], [1, 2, 2])).toEqual([3, 1.5, 4.5])
})
