import { expect, test } from 'vitest'
import { roganGladen } from './rogan-gladen.ts'

const labels = { passes: 200, fails: 200 }

test('a judge that errs less often than not is corrected by how often it errs', () => {
  // (.4 + .7 − 1) / (.9 + .7 − 1) = .1/.6; interval as the authors print it
  const { value, interval } = roganGladen({
    failed: 0.4,
    n: 1000,
    specificity: 0.7,
    sensitivity: 0.9,
    ...labels,
  })
  expect(value).toBeCloseTo(1 / 6, 12)
  expect(interval?.[0]).toBeCloseTo(0.05635072484, 9)
  expect(interval?.[1]).toBeCloseTo(0.2627330258, 9)
})

test('an estimate below nothing is nothing', () => {
  // (.01 + .9 − 1) / .8 < 0
  const { value, interval } = roganGladen({
    failed: 0.01,
    n: 1000,
    specificity: 0.9,
    sensitivity: 0.9,
    ...labels,
  })
  expect(value).toBe(0)
  expect(interval?.[0]).toBe(0)
})

test.each([
  [0.5, 0.5],
  [0.9, 0.1],
  [0.3, 0.4],
])('a judge with sensitivity %d and specificity %d tells nothing', (sensitivity, specificity) => {
  expect(roganGladen({ failed: 0.4, n: 100, sensitivity, specificity, ...labels })).toEqual({
    value: null,
    interval: null,
    reason: 'no_better_than_chance',
  })
})
