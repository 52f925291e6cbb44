import { expect, test } from 'vitest'
import { calibrationNull } from './calibration-null.ts'

test('two coins that are called .5 miss it by .5 half of the time', () => {
  // 0, 1 or 2 of 2 agree with 1/4, 1/2, 1/4: error .5, 0, .5 → mean .25
  const { mean, low, high } = calibrationNull([0.5, 0.5], { seed: 1, replicates: 20_000 }) ?? {}
  expect(mean).toBeCloseTo(0.25, 2)
  expect([low, high]).toEqual([0, 0.5])
})

test('a perfect judge’s error shrinks with the root of n, and is never 0', () => {
  const at = (n: number) => {
    const confidences = Array.from({ length: n }, (_, index) => 0.5 + (0.5 * (index + 0.5)) / n)
    return calibrationNull(confidences, { seed: 1 })?.mean ?? 0
  }
  expect(at(100) / at(400)).toBeCloseTo(2, 0)
  expect(at(400)).toBeGreaterThan(0.02)
})

test('certain confidences leave nothing to chance', () => {
  expect(calibrationNull([1, 1, 0], { seed: 1 })).toEqual({ mean: 0, low: 0, high: 0 })
})

test('the same seed gives the same figures', () => {
  const confidences = [0.6, 0.7, 0.8, 0.9]
  expect(calibrationNull(confidences, { seed: 7 })).toEqual(calibrationNull(confidences, { seed: 7 }))
})

test('without points there is none', () => {
  expect(calibrationNull([], { seed: 1 })).toBeNull()
})
