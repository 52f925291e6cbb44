import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calibrator } from '../domain/certificate.ts'
import { applyCalibrator } from './calibrator.ts'
import { fitCalibrator } from './fit-calibrator.ts'
import { somePoints } from './testing/some-points.ts'

const clip: [number, number] = [0.005, 0.995]

test('ridge Platt maps log-odds by a line', () => {
  // 0 + .5 · ln 9 = ln 3 → .75
  expect(applyCalibrator({ map: 'platt', a: 0, b: 0.5, clip }, 0.9)).toBeCloseTo(0.75, 12)
})

test('a temperature of 2 halves the log-odds', () => {
  expect(applyCalibrator({ map: 'temperature', temperature: 2, clip }, 0.9)).toBeCloseTo(0.75, 12)
})

test('a beta map with a = b = 1 and no intercept changes nothing', () => {
  expect(applyCalibrator({ map: 'beta', a: 1, b: 1, intercept: 0, clip }, 0.83)).toBeCloseTo(0.83, 12)
})

test('an isotonic map is read between its corners', () => {
  expect(applyCalibrator({ map: 'isotonic', x: [0.5, 0.9], fit: [0.4, 0.8] }, 0.6)).toBeCloseTo(0.5, 12)
})

test('a constant is the same for every confidence', () => {
  expect([0, 0.5, 1].map((c) => applyCalibrator({ map: 'constant', value: 0.7 }, c))).toEqual([0.7, 0.7, 0.7])
})

test('nothing is calibrated to certainty', () => {
  expect(applyCalibrator({ map: 'isotonic', x: [0.5, 0.9], fit: [0, 1] }, 1)).toBe(0.995)
  expect(applyCalibrator({ map: 'isotonic', x: [0.5, 0.9], fit: [0, 1] }, 0)).toBe(0.005)
})

test('every map fitted to any points is a value of its schema, and never falls', () => {
  const maps = ['platt', 'isotonic', 'beta', 'temperature'] as const
  fc.assert(
    fc.property(fc.constantFrom(...maps), somePoints(), (map, points) => {
      const fitted = fitCalibrator(map, points)
      if (fitted === null) return
      const read = Calibrator.parse(JSON.parse(JSON.stringify(fitted)))
      const line = Array.from({ length: 21 }, (_, at) => applyCalibrator(read, at / 20))
      for (const [at, value] of line.entries()) expect(value - (line[at - 1] ?? 0)).toBeGreaterThan(-1e-12)
    }),
    { seed: 1, numRuns: 300 },
  )
})
