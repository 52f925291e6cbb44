import { expect, test } from 'vitest'
import { advanceCusum, startCusum } from './bernoulli-cusum.ts'

function after(labels: boolean[], p0: number) {
  return labels.reduce(advanceCusum, startCusum(p0))
}

test('a wrong verdict adds ln 2, a right one takes a little, and below 0 it does not go', () => {
  expect(after([false, false], 0.08).value).toBe(0)
  expect(after([true], 0.08).value).toBeCloseTo(Math.LN2, 12)
  // ln(.84/.92) = −.09097
  expect(after([true, false], 0.08).value).toBeCloseTo(Math.LN2 - 0.0909718, 6)
})

test('six wrong verdicts in a row are the alarm', () => {
  // 6·.693 = 4.16 ≥ 4
  expect(after(Array(7).fill(true), 0.08).alarmAt).toBe(6)
})

test('twice a share of .6 is looked for as .95', () => {
  expect(startCusum(0.6).p1).toBe(0.95)
})
