import { expect, test } from 'vitest'
import { flipRate } from './flip-rate.ts'

test('the rate is the mean share of differing pairs of verdicts', () => {
  // 0 of 3 pairs; 2 of 3 pairs; 1 of 1: (0 + 2/3 + 1)/3
  const votes = [
    ['pass', 'pass', 'pass'],
    ['pass', 'fail', 'fail'],
    ['fail', 'not_applicable'],
  ]
  expect(flipRate(votes).rate).toBeCloseTo(5 / 9, 12)
  expect(flipRate(votes).n).toBe(3)
})

test('a reply that could not be read is no verdict, and one verdict no pair', () => {
  expect(flipRate([['pass', null], ['fail'], []])).toEqual({
    rate: null,
    n: 0,
    upper: null,
    reason: 'not_asked_twice',
  })
})

test('a judge that never flipped in 50 conversations may still do so in 5.8 %', () => {
  // 1 − .05^(1/50) = .0582
  const steady = Array.from({ length: 50 }, () => ['pass', 'pass'])
  expect(flipRate(steady).upper).toBeCloseTo(1 - 0.05 ** (1 / 50), 10)
})

test('one that always flips has no room above', () => {
  expect(flipRate([['pass', 'fail']])).toMatchObject({ rate: 1, upper: 1 })
})
