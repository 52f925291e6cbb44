import { expect, test } from 'vitest'
import { weeklyQuota } from './weekly-quota.ts'

test('a tenth, rounded up, and at least one', () => {
  expect([1, 7, 10, 11, 95].map((n) => weeklyQuota(n))).toEqual([1, 1, 1, 2, 10])
})

test('a whole tenth stays one where the product of doubles lies above it', () => {
  // 0.1 × 70 is 7.000000000000001 in doubles
  expect([30, 70, 130].map((n) => weeklyQuota(n))).toEqual([3, 7, 13])
})

test('an agent without conversations has none to score, and nobody more than there are', () => {
  expect(weeklyQuota(0)).toBe(0)
  expect(weeklyQuota(3, 1)).toBe(3)
  expect(weeklyQuota(3, 0)).toBe(1)
})

test('all agents together are scored at the rate or above', () => {
  const counts = [0, 1, 3, 9, 10, 17, 101, 999]
  const scored = counts.reduce((sum, n) => sum + weeklyQuota(n, 0.15), 0)
  expect(scored).toBeGreaterThanOrEqual(0.15 * counts.reduce((sum, n) => sum + n, 0))
})

test('what is no count or no rate is refused', () => {
  expect(() => weeklyQuota(-1)).toThrow('whole number')
  expect(() => weeklyQuota(5, 10)).toThrow('between 0 and 1')
})
