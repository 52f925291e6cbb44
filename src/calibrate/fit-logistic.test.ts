import { expect, test } from 'vitest'
import { fitLogistic } from './fit-logistic.ts'

const ones = [1, 1, 1, 1]

test('an intercept alone is the log-odds of the share', () => {
  // 3 of 4 → ln 3
  expect(fitLogistic([ones], [1, 1, 1, 0])?.[0]).toBeCloseTo(Math.log(3), 10)
})

test('two groups are told apart by the ratio of their odds', () => {
  // at 0: 1 of 3, odds ½; at 1: 3 of 4, odds 3 → intercept −ln 2, slope ln 6
  const [intercept, slope] = fitLogistic(
    [
      [1, 1, 1, 1, 1, 1, 1],
      [0, 0, 0, 1, 1, 1, 1],
    ],
    [1, 0, 0, 1, 1, 1, 0],
  ) ?? [null]
  expect(intercept).toBeCloseTo(-Math.log(2), 10)
  expect(slope).toBeCloseTo(Math.log(6), 10)
})

test('targets that a column separates have no finite fit', () => {
  expect(fitLogistic([ones, [-2, -1, 1, 2]], [0, 0, 1, 1])).toBeNull()
  // ½ at 0 on both sides: separated all but there
  expect(fitLogistic([ones, [-1, 0, 0, 1]], [0, 0, 1, 1])).toBeNull()
  expect(fitLogistic([ones], [1, 1, 1, 1])).toBeNull()
})

test('columns that depend on each other have no one best fit', () => {
  expect(fitLogistic([ones, [0.7, 0.7, 0.7, 0.7]], [0, 1, 1, 1])).toBeNull()
  expect(fitLogistic([ones], [])).toBeNull()
})

test('a prior holds a fit that would run away', () => {
  // slope b: 4(1 − σ(b)) = b/s² with s = 1 → b = 4/(1 + e^b), at 1.0426
  const [slope = 0] = fitLogistic([ones], [1, 1, 1, 1], { mean: [0], sd: [1] }) ?? []
  expect(slope).toBeCloseTo(1.0426, 4)
})

test('it converges from a prior that is far off', () => {
  const [slope = 0] = fitLogistic([ones], [1, 1, 1, 0], { mean: [40], sd: [1000] }) ?? []
  expect(slope).toBeCloseTo(Math.log(3), 3)
})
