import { expect, test } from 'vitest'
import { binomialCdf } from './distributions.ts'
import { nonInferiority, type PairedAgreement } from './non-inferiority.ts'

function pairs(gained: number, lost: number, n: number): PairedAgreement[] {
  return Array.from({ length: n }, (_, at) => ({
    before: at >= gained,
    after: at < gained || at >= gained + lost,
  }))
}

test.each([
  // Lower bounds where the score, with the likeliest nuisance share found numerically (scipy 1.17), reaches 1.644854.
  [8, 10, 200, -0.04734609],
  [3, 5, 60, -0.12077399],
  [20, 4, 150, 0.05652925],
  [1, 7, 21, -0.48162249],
])('%d gained and %d lost of %d leave a lower bound of %d', (gained, lost, n, bound) => {
  const result = nonInferiority(pairs(gained, lost, n))
  expect(result).toMatchObject({ n, gained, lost })
  expect(result.lower).toBeCloseTo(bound, 6)
  expect(result.notWorse).toBe(bound > -0.05)
})

test('without any change the bound is −z²/(n + z²): 51 conversations are too few, 52 enough', () => {
  // z² = 2.70554: 2.70554/53.70554 = .0504, 2.70554/54.70554 = .0495
  expect(nonInferiority(pairs(0, 0, 51)).notWorse).toBe(false)
  expect(nonInferiority(pairs(0, 0, 52)).notWorse).toBe(true)
  expect(nonInferiority(pairs(0, 0, 100)).lower).toBeCloseTo(-2.705543 / 102.705543, 7)
})

test.each([0.05, 0.1, 0.2])('of changes that lose exactly 5 points, at most 5 %% pass (%d change)', (psi) => {
  const n = 100
  const [gain, loss] = [(psi - 0.05) / 2, (psi + 0.05) / 2]
  const pmf = (k: number, size: number, p: number) =>
    binomialCdf(k, size, p) - (k === 0 ? 0 : binomialCdf(k - 1, size, p))
  let passed = 0
  for (let lost = 0; lost <= 30; lost += 1)
    for (let gained = 0; gained <= 30; gained += 1)
      if (nonInferiority(pairs(gained, lost, n)).notWorse)
        passed += pmf(lost, n, loss) * pmf(gained, n - lost, gain / (1 - loss))
  expect(passed).toBeLessThanOrEqual(0.05)
})

test('every verdict lost is the worst there is, and none compared says nothing', () => {
  expect(nonInferiority(pairs(0, 20, 20)).lower).toBe(-1)
  expect(nonInferiority([])).toMatchObject({ lower: null, notWorse: null, reason: 'no_pairs' })
})

test('a wider margin lets more pass', () => {
  expect(nonInferiority(pairs(3, 5, 60), 0.15).notWorse).toBe(true)
})
