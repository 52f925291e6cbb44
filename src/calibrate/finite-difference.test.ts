import { expect, test } from 'vitest'
import { finiteDifference } from './finite-difference.ts'

const both = { lambda: 1, estimand: 'finite' } as const

test('each stratum’s mean is corrected by the judge’s mean error in it', () => {
  const strata = [
    // 8 of 12: F̄ = 1/2, errors 1, 0 → 1/2, together 1
    { all: [1, 1, 1, 1, 0, 0, 0, 0], people: [1, 1], judge: [0, 1] },
    // 4 of 12: F̄ = 1/4, no error
    { all: [1, 0, 0, 0], people: [1, 0], judge: [1, 0] },
  ]
  const { value, se, df } = finiteDifference(strata, both)
  expect(value).toBeCloseTo((2 / 3) * 1 + (1 / 3) * (1 / 4), 12)
  // only the first varies: (2/3)²·(1 − 2/8)·(1/2)/2
  expect(se).toBeCloseTo(Math.sqrt((4 / 9) * 0.75 * 0.25), 12)
  expect(df).toBe(2)
})

test('the mean behind the period has no end that could be reached', () => {
  const strata = [{ all: [3, 1], people: [3, 2], judge: [3, 1] }]
  expect(finiteDifference(strata, both)).toMatchObject({ value: 2.5, se: 0, interval: [2.5, 2.5] })
  // errors 0, 1: variance ½ over 2 labels; the judge’s 3, 1: variance 1 over 2
  expect(finiteDifference(strata, { lambda: 1, estimand: 'super' }).se).toBeCloseTo(Math.sqrt(0.25 + 0.5), 12)
})

test('one label has a value and no spread; a stratum without one has no value', () => {
  const single = { all: [1, 0, 0], people: [1], judge: [1] }
  expect(finiteDifference([single], both)).toMatchObject({ se: null, interval: null, df: 0 })
  expect(finiteDifference([single], both).value).toBeCloseTo(1 / 3, 12)
  const none = { all: [1, 0], people: [], judge: [] }
  expect(finiteDifference([single, none], both)).toMatchObject({ value: null, se: null, interval: null })
  expect(finiteDifference([], both)).toMatchObject({ value: null, interval: null })
})
