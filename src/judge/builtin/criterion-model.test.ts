import { expect, test } from 'vitest'
import { type Decider, logOdds, verdictShares } from './criterion-model.ts'

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Two features and a constant for each of two verdicts. */
const two: Decider = {
  classes: 2,
  weights: Float32Array.of(1, 0, 0.5, -0.5, 2, 0),
  forest: null,
  prior: null,
}
const row = Float64Array.of(1.5, -0.25)
// 1.5·1 + .5 = 2, and 1.5·(−.5) − .25·2 = −1.25
const [first, second] = [logistic(2), logistic(-1.25)]

test('each verdict has a regression of its own, and the shares add up to 1', () => {
  const shares = verdictShares(two, row)
  expect(shares[0]).toBeCloseTo(first / (first + second), 12)
  expect(shares[1]).toBeCloseTo(second / (first + second), 12)
})

test('a tuned decider adds the log-odds of the one it was tuned from', () => {
  const tuned: Decider = {
    classes: 3,
    // Only the constants −1, 0 and 1
    weights: Float32Array.of(0, 0, -1, 0, 0, 0, 0, 0, 1),
    forest: null,
    prior: { decider: two, weights: Float32Array.of(1, 0, 0, 1, 0.5, -0.5) },
  }
  const odds = [first, second].map((share) => logOdds(share / (first + second)))
  const [a = 0, b = 0] = odds
  const expected = [logistic(a - 1), logistic(b), logistic(1 + 0.5 * a - 0.5 * b)]
  const total = expected.reduce((sum, one) => sum + one, 0)
  const shares = verdictShares(tuned, row)
  for (const [at, one] of expected.entries()) expect(shares[at]).toBeCloseTo(one / total, 12)
})

test('where every regression says no with certainty, the verdicts are equally likely', () => {
  const never: Decider = { ...two, weights: Float32Array.of(0, 0, -1000, 0, 0, -1000) }
  expect([...verdictShares(never, row)]).toEqual([0.5, 0.5])
})

test('log-odds are those of the share, and count as no nearer to certainty than .02', () => {
  expect(logOdds(0.5)).toBe(0)
  expect(logOdds(0.75)).toBeCloseTo(Math.log(3), 12)
  expect([logOdds(0), logOdds(1)]).toEqual([logOdds(0.02), logOdds(0.98)])
  expect(logOdds(1)).toBeCloseTo(Math.log(49), 12)
})
