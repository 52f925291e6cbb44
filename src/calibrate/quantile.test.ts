import { expect, test } from 'vitest'
import { quantile } from './quantile.ts'

test('between two values it is linear in the position (n − 1)·p', () => {
  // 3·0.25 = 0.75 → 10 + 0.75·(20 − 10); R: quantile(c(10, 20, 30, 50), .25) = 17.5
  expect(quantile([10, 20, 30, 50], 0.25)).toBe(17.5)
  expect(quantile([10, 20, 30, 50], 0.5)).toBe(25)
})

test('the ends are the smallest and the largest', () => {
  expect([quantile([3, 4, 9], 0), quantile([3, 4, 9], 1), quantile([3], 0.5)]).toEqual([3, 9, 3])
})

test('no values, no quantile', () => {
  expect(quantile([], 0.5)).toBeNull()
})
