import { expect, test } from 'vitest'
import { ppiMean } from './ppi-mean.ts'

test('the judge’s mean is corrected by its mean error', () => {
  // F̄ = 3; errors 0, −1, 0, −1 → −.5; var(F) = 1, var(e) = 1/4 → se = √(1/8 + 1/16)
  const { value, se, lambda } = ppiMean([2, 1, 4, 3], [2, 2, 4, 4], [2, 2, 2, 2, 4, 4, 4, 4], { lambda: 1 })
  expect([value, lambda]).toEqual([2.5, 1])
  expect(se).toBeCloseTo(Math.sqrt(3 / 16), 12)
})

test('a judge that is not followed leaves the labels alone', () => {
  const { value, se } = ppiMean([0, 1, 1, 0], [1, 1, 0, 0], [1, 1], { lambda: 0, ddof: 1 })
  // variance of 0, 1, 1, 0 by 3 is 1/3
  expect(value).toBe(0.5)
  expect(se).toBeCloseTo(Math.sqrt(1 / 12), 12)
})

test('a judge that contradicts people is not followed, one that says the same of all cannot be', () => {
  expect(ppiMean([1, 0, 1, 0], [0, 1, 0, 1], [0, 1, 0, 1], { lambda: null })).toMatchObject({
    lambda: 0,
    value: 0.5,
  })
  expect(ppiMean([1, 0], [1, 1], [1, 1], { lambda: null })).toMatchObject({ lambda: 0, value: 0.5 })
})

test('without labels, or anything beside them, there is no mean', () => {
  expect(ppiMean([], [], [1], { lambda: 1 })).toMatchObject({ value: null, se: null, interval: null })
  expect(ppiMean([1], [1], [], { lambda: null })).toMatchObject({ value: null, lambda: null, interval: null })
})

test('one label has a value, and no spread by n − 1 nor an interval by t', () => {
  expect(ppiMean([3], [3], [2, 4], { lambda: 1, ddof: 1 })).toMatchObject({
    value: 3,
    se: null,
    interval: null,
  })
  expect(ppiMean([3], [3], [2, 4], { lambda: 1, quantile: 't' }).interval).toBeNull()
})

test('scores of different conversations are refused', () => {
  expect(() => ppiMean([1, 2], [1], [1], { lambda: 1 })).toThrow(/2 scores of people beside 1/)
})
