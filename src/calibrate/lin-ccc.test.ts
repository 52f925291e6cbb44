import { expect, test } from 'vitest'
import { linCcc } from './lin-ccc.ts'
import { pearson } from './pearson.ts'

test('a constant shift costs, though the correlation is full', () => {
  // x 1, 2, 3 and y 2, 3, 4: variances and covariance 2/3, shift 1 → (4/3)/(4/3 + 1) = 4/7
  expect(linCcc([1, 2, 3], [2, 3, 4]).ccc).toBeCloseTo(4 / 7, 12)
  expect(pearson([1, 2, 3], [2, 3, 4])).toBe(1)
})

test('equal scores are full concordance, and their opposite full discordance', () => {
  expect(linCcc([1, 2, 4], [1, 2, 4]).ccc).toBeCloseTo(1, 12)
  expect(linCcc([-1, 0, 1], [1, 0, -1]).ccc).toBeCloseTo(-1, 12)
})

test('the interval is that of a transformed value, so it stays below 1', () => {
  const { ccc, interval, seZ } = linCcc([1, 2, 4, 4.5], [1, 2, 3, 4])
  expect(ccc).toBeGreaterThan(0.9)
  expect(seZ).toBeGreaterThan(0)
  expect(interval?.[0]).toBeLessThan(ccc ?? 0)
  expect(interval?.[1]).toBeLessThan(1)
  expect(Math.atanh(interval?.[1] ?? 0) - Math.atanh(ccc ?? 0)).toBeCloseTo(1.959963985 * (seZ ?? 0), 8)
})

test('no correlation has an error like any other value', () => {
  // Variances ½ each, no shift: accuracy 1, so the error is that of atanh(r), √(1/(n − 2))
  expect(linCcc([1, 0, -1, 0], [0, 1, 0, -1])).toMatchObject({
    ccc: 0,
    seZ: expect.closeTo(Math.sqrt(1 / 2), 12),
  })
})

test('constants have no concordance where they are equal, and none of it where they differ', () => {
  expect(linCcc([2, 2, 2], [2, 2, 2])).toEqual({
    ccc: null,
    seZ: null,
    interval: null,
    n: 3,
    reason: 'no_variance',
  })
  expect(linCcc([2, 2, 2], [3, 3, 3])).toEqual({ ccc: 0, seZ: null, interval: null, n: 3, reason: null })
  expect(linCcc([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]).ccc).toBeNull()
  expect(linCcc([], [])).toMatchObject({ ccc: null, n: 0, reason: 'no_pairs' })
})

test('scores without a partner are an error', () => {
  expect(() => linCcc([1], [1, 2])).toThrow('concordance needs pairs: 1 values beside 2')
})
