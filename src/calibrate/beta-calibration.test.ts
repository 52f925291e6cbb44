import { expect, test } from 'vitest'
import { betaCalibration, risingBetaCalibration } from './beta-calibration.ts'

/** At each confidence `agreed` of `n` points. */
function pointsOf(shares: readonly (readonly [confidence: number, agreed: number, n: number])[]) {
  return shares.flatMap(([confidence, agreed, n]) =>
    Array.from({ length: n }, (_, at) => ({ confidence, agreed: at < agreed })),
  )
}

test('confidences that are right are left alone', () => {
  // a = b = 1, intercept 0 is logit p = logit c; the shares are the confidences, so nothing fits better
  const fit = betaCalibration(
    pointsOf([
      [0.2, 2, 10],
      [0.5, 5, 10],
      [0.9, 9, 10],
    ]),
  )
  expect(fit).toEqual({ a: expect.closeTo(1, 8), b: expect.closeTo(1, 8), intercept: expect.closeTo(0, 8) })
})

test('a term that would make the map fall is left out', () => {
  // agreement rises from .2 to .5 and falls back: ln(1 − c) would pull it down at the top
  const points = pointsOf([
    [0.2, 2, 10],
    [0.6, 8, 10],
    [0.95, 7, 10],
  ])
  expect(betaCalibration(points)?.b).toBeLessThan(0)
  const rising = risingBetaCalibration(points)
  expect(rising?.b).toBe(0)
  expect(rising?.a).toBeGreaterThan(0)
})

test('where both terms would fall there is no rising map', () => {
  const falling = pointsOf([
    [0.2, 9, 10],
    [0.5, 5, 10],
    [0.9, 1, 10],
  ])
  expect(risingBetaCalibration(falling)).toBeNull()
})

test('two confidences cannot tell three numbers, and separated points have no finite ones', () => {
  const two = pointsOf([
    [0.4, 1, 3],
    [0.8, 2, 3],
  ])
  expect(betaCalibration(two)).toBeNull()
  const separated = pointsOf([
    [0.2, 0, 2],
    [0.5, 0, 2],
    [0.9, 2, 2],
  ])
  expect(betaCalibration(separated)).toBeNull()
})
