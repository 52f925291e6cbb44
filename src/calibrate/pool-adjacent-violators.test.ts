import { expect, test } from 'vitest'
import { poolAdjacentViolators } from './pool-adjacent-violators.ts'

test('a rising sequence stays as it is', () => {
  expect(poolAdjacentViolators([1, 2, 4]).map(({ value }) => value)).toEqual([1, 2, 4])
})

test('a fall is pooled back as far as it reaches', () => {
  // 3, 4, 2 → (4 + 2)/2 = 3 does not rise above 3 → all three at 3
  expect(poolAdjacentViolators([1, 3, 4, 2])).toEqual([
    { value: 1, weight: 1, count: 1 },
    { value: 3, weight: 3, count: 3 },
  ])
})

test('weights count', () => {
  // (3 × 1 + 1 × 3)/4 = 1.5
  expect(poolAdjacentViolators([3, 1], [1, 3])).toEqual([{ value: 1.5, weight: 4, count: 2 }])
})

test('nothing gives nothing', () => {
  expect(poolAdjacentViolators([])).toEqual([])
})
