import { expect, test } from 'vitest'
import { covariance, mean, moments, pooled, variance } from './moments.ts'

test('mean, variance and covariance', () => {
  expect(mean([1, 2, 6])).toBe(3)
  // deviations −2, −1, 3: squares 14
  expect(variance([1, 2, 6], 0)).toBeCloseTo(14 / 3, 12)
  expect(variance([1, 2, 6], 1)).toBe(7)
  // (−2)(−1) + (−1)·0 + 3·1 = 5
  expect(covariance([1, 2, 6], [1, 2, 3], 1)).toBe(2.5)
})

test('equal fractions vary by exactly nothing, and too few values not at all', () => {
  expect(variance([0.1, 0.1, 0.1], 1)).toBe(0)
  expect(variance([4], 1)).toBeNaN()
  expect(mean([])).toBeNaN()
})

test('the moments of two lists give those of both together', () => {
  const { count, mean: average, squares } = pooled(moments([1, 2, 6]), moments([5, 8]))
  const all = moments([1, 2, 6, 5, 8])
  expect(count).toBe(5)
  expect(average).toBeCloseTo(all.mean, 12)
  expect(squares).toBeCloseTo(all.squares, 12)
})
