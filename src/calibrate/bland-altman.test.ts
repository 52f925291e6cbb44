import { expect, test } from 'vitest'
import { blandAltman } from './bland-altman.ts'

test('bias is the mean of judge minus human, and the limits hold 95 % of the differences', () => {
  // Differences 1, −1, 3, 1: mean 1, squares 0 + 4 + 4 + 0 = 8, sd √(8/3)
  const { bias, mae, sd, limits, n } = blandAltman([5, 3, 8, 6], [4, 4, 5, 5])
  expect([bias, mae, n]).toEqual([1, 1.5, 4])
  expect(sd).toBeCloseTo(Math.sqrt(8 / 3), 12)
  expect(limits?.[0]).toBeCloseTo(1 - 1.959963985 * Math.sqrt(8 / 3), 8)
  expect(limits?.[1]).toBeCloseTo(1 + 1.959963985 * Math.sqrt(8 / 3), 8)
})

test('bias and limits have intervals by t', () => {
  // t of .975 at 3 degrees of freedom is 3.182446305; the bias' standard error √(8/3)/√4
  const { biasInterval, limits, lowLimitInterval, highLimitInterval } = blandAltman(
    [5, 3, 8, 6],
    [4, 4, 5, 5],
  )
  expect(biasInterval?.[1]).toBeCloseTo(1 + 3.182446305 * Math.sqrt(8 / 12), 8)
  // Of a limit √(8/3)·√(1/4 + 1.959963985²/6)
  const half = 3.182446305 * Math.sqrt((8 / 3) * (1 / 4 + 1.959963985 ** 2 / 6))
  expect(lowLimitInterval?.[0]).toBeCloseTo((limits?.[0] ?? 0) - half, 8)
  expect(highLimitInterval?.[1]).toBeCloseTo((limits?.[1] ?? 0) + half, 8)
})

test('one pair has a difference and no spread, none has neither', () => {
  const one = blandAltman([5], [3])
  expect(one).toMatchObject({ bias: 2, mae: 2, sd: null, limits: null, n: 1, reason: 'too_few_pairs' })
  expect(blandAltman([], [])).toMatchObject({ bias: null, mae: null, n: 0, reason: 'too_few_pairs' })
})

test('the same difference everywhere leaves no doubt', () => {
  expect(blandAltman([2, 3, 4], [1, 2, 3])).toMatchObject({ sd: 0, limits: [1, 1], biasInterval: [1, 1] })
})

test('scores without a partner are an error', () => {
  expect(() => blandAltman([1, 2], [1])).toThrow('differences need pairs: 2 values beside 1')
})
