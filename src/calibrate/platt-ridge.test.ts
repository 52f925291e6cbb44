import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logOdds, probabilityOf } from './log-odds.ts'
import { constantRidge, plattRidge } from './platt-ridge.ts'
import { somePoints } from './testing/some-points.ts'

test('without points it is what was expected before: half of what the judge says', () => {
  expect(plattRidge([])).toEqual({ a: 0, b: 0.5 })
})

test('the slope of its objective is 0 at the fit, for any points', () => {
  fc.assert(
    fc.property(somePoints(), (points) => {
      const { a, b } = plattRidge(points)
      // Σ(y − p) = a/2², Σx(y − p) = (b − .5)/.5²
      let rest = -a / 4
      let restByOdds = -(b - 0.5) * 4
      for (const { confidence, agreed } of points) {
        const x = logOdds(confidence)
        const off = Number(agreed) - probabilityOf(a + b * x)
        rest += off
        restByOdds += x * off
      }
      expect(rest).toBeCloseTo(0, 6)
      expect(restByOdds).toBeCloseTo(0, 6)
    }),
    { seed: 1 },
  )
})

test('confidence that speaks against agreement gives a slope below 0', () => {
  const points = Array.from({ length: 40 }, (_, at) => ({
    confidence: at % 2 ? 0.95 : 0.55,
    agreed: at % 2 === 0,
  }))
  expect(plattRidge(points).b).toBeLessThan(0)
})

test('a constant for points that all agreed stays below 1', () => {
  // 30(1 − σ(a)) = a/4 at a = 3.5040, σ(a) = .9708
  const points = Array.from({ length: 30 }, () => ({ confidence: 0.9, agreed: true }))
  const value = constantRidge(points)
  expect(value).toBeCloseTo(0.9708, 4)
})
