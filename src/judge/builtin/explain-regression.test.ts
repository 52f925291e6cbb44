import { expect, test } from 'vitest'
import type { Decider } from './criterion-model.ts'
import { explainRegression } from './explain-regression.ts'

/** Two verdicts, two features, two constants. */
const plain: Decider = {
  classes: 2,
  weights: Float32Array.of(1, -0.5, 0.25, -1, 0.5, -0.25),
  forest: null,
  prior: null,
}
const row = Float64Array.of(2, 1)
const sumOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0)

test('a feature adds its weight times its value to the logits, and the constants are where it begins', () => {
  const { startDifference, difference, logOdds } = explainRegression(plain, row, 0, 1)
  // Constants .25 and −.25; feature 0: (1 + 1)·2, feature 1: (−.5 − .5)·1.
  expect([startDifference, [...logOdds], difference]).toEqual([0.5, [4, -1], 3.5])
})

test('two opposite regressions: the share is the logistic function of one, and each feature has its part', () => {
  const { start, share, points } = explainRegression(plain, row, 0, 1)
  const logistic = (x: number) => 1 / (1 + Math.exp(-x))
  expect(start).toBeCloseTo(logistic(0.25), 12)
  expect(share).toBeCloseTo(logistic(1.75), 12)
  // Along one straight way all features share the slope, so the parts are as the logits: 4 to −1.
  expect(points[0]).toBeCloseTo((4 / 3) * (share - start), 9)
  expect(points[1]).toBeCloseTo((-1 / 3) * (share - start), 9)
})

test('three verdicts: what each feature did adds up to the share', () => {
  const weights = Float32Array.of(1, 0, -1, -2, 1, 0.5, 0.3, -3, 0)
  const { start, share, points } = explainRegression({ ...plain, classes: 3, weights }, row, 2, 0)
  expect(start + sumOf(points)).toBeCloseTo(share, 9)
})

test('what was tuned has its own part, against what it says of the average conversation', () => {
  const tuned: Decider = {
    classes: 2,
    weights: Float32Array.of(0.1, 0, 0, -0.1, 0, 0),
    forest: null,
    prior: { decider: plain, weights: Float32Array.of(1, 0, 0, 1) },
  }
  const { startDifference, difference, logOdds, base, start, share, points } = explainRegression(
    tuned,
    row,
    0,
    1,
  )
  // The base's shares are logistic(±.25) and logistic(±1.75): log-odds of .25 and 1.75, and the same below 0.
  expect(startDifference).toBeCloseTo(0.5, 6)
  expect(base.logOdds).toBeCloseTo(3.5 - 0.5, 6)
  expect(logOdds[0]).toBeCloseTo(0.4, 6)
  expect(difference).toBeCloseTo(startDifference + base.logOdds + sumOf(logOdds), 12)
  expect(share).toBeCloseTo(start + base.points + sumOf(points), 9)
})
