import { expect, test } from 'vitest'
import { agreementOf, kappaOf, majorityShare } from './agreement.ts'

test('κ is agreement beyond chance as a share of what chance leaves', () => {
  // 6 of 8 agree; by chance (5·5 + 3·3)/64 = 34/64 → (48 − 34)/(64 − 34) = 14/30
  const one = [0, 0, 0, 0, 0, 1, 1, 1]
  const other = [0, 0, 0, 0, 1, 1, 1, 0]
  expect(kappaOf(one, other, 2)).toBeCloseTo(14 / 30, 12)
  expect(kappaOf(one, other, 3)).toBeCloseTo(14 / 30, 12)
  expect(agreementOf(one, other)).toBe(6 / 8)
})

test('κ is null where chance alone always agrees', () => {
  expect(kappaOf([1, 1], [1, 1], 2)).toBeNull()
  expect(kappaOf([0, 0], [1, 1], 2)).toBe(0)
})

test('the commonest class is what guessing comes to', () => {
  expect(majorityShare([2, 1, 2, 0, 2], 3)).toBe(3 / 5)
  expect([majorityShare([], 2), agreementOf([], [])]).toEqual([0, 0])
})
