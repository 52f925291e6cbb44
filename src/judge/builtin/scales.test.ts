import { expect, test } from 'vitest'
import { scalesOf, standardise } from './scales.ts'

const rows = [
  [1, 5, 0],
  [3, 5, 0.00001],
].map((row) => Float64Array.from(row))

test('each feature’s mean is subtracted, and the rest divided by its standard deviation', () => {
  // Means 2 and 5; deviations √((1 + 1)/2) = 1 and 0
  const scales = scalesOf(rows, 0.0001)
  expect([...scales.means.subarray(0, 2), ...scales.spreads]).toEqual([2, 5, 1, 0, 0])
  expect([...standardise(scales, Float64Array.of(3.5, 7, 0.5))]).toEqual([1.5, 0, 0])
})

test('a feature that hardly varies is left out', () => {
  expect(scalesOf(rows, 0.0001).spreads[2]).toBe(0)
  expect(scalesOf(rows, 0.000001).spreads[2]).toBeCloseTo(0.000005, 9)
})

test('features count up to four standard deviations', () => {
  const scales = scalesOf(rows, 0.0001)
  expect([...standardise(scales, Float64Array.of(100, 0, 0))]).toEqual([4, 0, 0])
  expect([...standardise(scales, Float64Array.of(-100, 0, 0))]).toEqual([-4, 0, 0])
})

test('the row is written over', () => {
  const row = Float64Array.of(4, 0, 0)
  expect(standardise(scalesOf(rows, 0.0001), row)).toBe(row)
})
