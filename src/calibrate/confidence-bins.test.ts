import { expect, test } from 'vitest'
import { confidenceBins } from './confidence-bins.ts'

test('a confidence on a bound belongs to the bin above it, and 1 to the last', () => {
  // 0.29 × 100 is 28.999999999999996 in floating point
  expect([...confidenceBins([0, 0.29, 0.3, 1], { bins: 100 })]).toEqual([0, 29, 30, 99])
})

test('bins of equal mass hold as many points as each other, the first the ones left over', () => {
  // 10 in 4: 3, 3, 2, 2
  const confidences = [0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1]
  expect([...confidenceBins(confidences, { bins: 4, mode: 'mass' })]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 3, 3])
})

test('equal confidences stay in one bin of equal mass, whichever comes first', () => {
  // sorted .8 .9 .9 .9: cut in the middle of the .9s, which all stay below the cut
  expect([...confidenceBins([0.9, 0.9, 0.8, 0.9], { bins: 2, mode: 'mass' })]).toEqual([0, 0, 0, 0])
})

test('more bins of equal mass than points leave the last ones empty', () => {
  expect([...confidenceBins([0.9, 0.2], { bins: 5, mode: 'mass' })]).toEqual([1, 0])
})
