import { expect, test } from 'vitest'
import { pairedDifference } from './paired-difference.ts'

test('16 against 6 of 200 is 5 points, between 0.3 and 9.6', () => {
  // (16 − 6)/202 = .049505; SE = √(23 − 100/202)/202 = .023485; ±1.959964 SE = ±.046030
  const compared = pairedDifference(16, 6, 200)
  expect(compared?.difference).toBe(0.05)
  expect(compared?.interval[0]).toBeCloseTo(0.003475504, 9)
  expect(compared?.interval[1]).toBeCloseTo(0.095534397, 9)
})

test('without a discordant pair there is still an interval', () => {
  // ±1.96·√1/102
  expect(pairedDifference(0, 0, 100)?.interval[1]).toBeCloseTo(1.959964 / 102, 8)
})

test('bounds stay within −1 and 1', () => {
  expect(pairedDifference(1, 0, 1)?.interval[1]).toBe(1)
  expect(pairedDifference(0, 1, 1)?.interval[0]).toBe(-1)
})

test('no conversations, no difference; more discordant ones than there are, refused', () => {
  expect(pairedDifference(0, 0, 0)).toBeNull()
  expect(() => pairedDifference(3, 3, 5)).toThrow('b + c ≤ n')
})
