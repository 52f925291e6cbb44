import { expect, test } from 'vitest'
import { groupedMean } from './grouped-mean.ts'

test('with one value a group it is the ordinary standard error', () => {
  // mean 2, s² = 2/2 = 1 → √(1/3)
  const { mean, se } = groupedMean([1, 2, 3], ['a', 'b', 'c'])
  expect(mean).toBe(2)
  expect(se).toBeCloseTo(Math.sqrt(1 / 3), 12)
})

test('saying the same twice in a conversation does not make it surer', () => {
  const { se } = groupedMean([1, 1, 2, 2, 3, 3], ['a', 'a', 'b', 'b', 'c', 'c'])
  expect(se).toBeCloseTo(Math.sqrt(1 / 3), 12)
})

test('one group has no error, no value has no mean', () => {
  expect(groupedMean([1, 2], ['a', 'a'])).toEqual({ mean: 1.5, se: null })
  expect(groupedMean([], [])).toEqual({ mean: null, se: null })
})
