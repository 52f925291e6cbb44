import { expect, test } from 'vitest'
import { shrinkRate } from './shrink-rate.ts'

test('an agent with little of its own stays near what is usual', () => {
  // (3 + 2)/(10 + 20) = 1/6, beside 3/10 of its own and 2/20 of all; 10/30 of it is its own.
  const { mean, reliability } = shrinkRate(3, 10, { alpha: 2, beta: 18 })
  expect(mean).toBeCloseTo(1 / 6, 12)
  expect(reliability).toBeCloseTo(1 / 3, 12)
})

test('an agent without conversations has what is usual, with no reliability', () => {
  // Beta(1, 1) is uniform: 2.5 % to 97.5 %
  const { mean, interval, reliability } = shrinkRate(0, 0, { alpha: 1, beta: 1 })
  expect([mean, reliability]).toEqual([0.5, 0])
  expect(interval[0]).toBeCloseTo(0.025, 12)
  expect(interval[1]).toBeCloseTo(0.975, 12)
})

test('impossible counts and priors are refused', () => {
  expect(() => shrinkRate(3, 2, { alpha: 1, beta: 1 })).toThrow('3 of 2 conversations')
  expect(() => shrinkRate(1, 2, { alpha: 0, beta: 1 })).toThrow('above 0')
})
