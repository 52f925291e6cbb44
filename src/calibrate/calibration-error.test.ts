import { expect, test } from 'vitest'
import { calibrationError } from './calibration-error.ts'

const sure = { confidence: 0.95, agreed: true }
const wrong = { confidence: 0.95, agreed: false }
const unsure = { confidence: 0.55, agreed: true }

test('a bin’s distance counts by how many points it holds', () => {
  // three at .95, of which 2/3 agreed: .28333; one at .55, agreed: .45; (3 × .28333 + .45)/4 = .325
  const { ece, mce, bins } = calibrationError([sure, wrong, sure, unsure])
  expect(ece).toBeCloseTo(0.325, 12)
  expect(mce).toBeCloseTo(0.45, 12)
  expect(bins.map(({ n }) => n)).toEqual([1, 3])
})

test('without points there is no error', () => {
  expect(calibrationError([])).toEqual({ ece: null, mce: null, bins: [] })
})

test('bins of equal mass follow the points', () => {
  // .95 .96 | .97 .98: all agreed; distances .045 and .025
  const points = [0.95, 0.96, 0.97, 0.98].map((confidence) => ({ confidence, agreed: true }))
  expect(calibrationError(points, { bins: 2, mode: 'mass' }).ece).toBeCloseTo(0.035, 12)
})
