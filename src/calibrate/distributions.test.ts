import { expect, test } from 'vitest'
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from './distributions.ts'

test('the normal distribution is that of the tables', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13)
  expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14)
  expect(normalCdf(0)).toBe(0.5)
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
})

test('the normal tails keep their size', () => {
  // Φ(−5), Φ(−10) and Φ(−30): Abramowitz & Stegun table 26.2 gives −log10 as 6.54265, 23.11805 and 197.30921
  for (const [z, digits] of [
    [-5, 6.54265],
    [-10, 23.11805],
    [-30, 197.30921],
  ] as const)
    expect(-Math.log10(normalCdf(z))).toBeCloseTo(digits, 4)
  expect([normalCdf(-Infinity), normalCdf(-40), normalCdf(40), normalCdf(Infinity)]).toEqual([0, 0, 1, 1])
})

test('the normal distribution and its quantile undo each other on both sides of where the formula changes', () => {
  for (const z of [-6, -3.0001, -3, -2.9999, -1, -0.01, 0.01, 1, 2.9999, 3, 3.0001])
    expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 10)
})

test('what is no number has no probability', () => {
  expect([normalCdf(Number.NaN), normalQuantile(1.1), binomialCdf(1, 2, -0.1)]).toEqual([NaN, NaN, NaN])
})

test("Student's t with one degree of freedom is Cauchy's distribution", () => {
  // P(T ≤ 1) = 1/2 + arctan(1)/π = 3/4
  expect(tCdf(1, 1)).toBeCloseTo(0.75, 14)
  expect(tQuantile(0.75, 1)).toBeCloseTo(1, 12)
})

test('Beta(2, 1) has the distribution x²', () => {
  expect(betaCdf(0.3, 2, 1)).toBeCloseTo(0.09, 14)
  expect(betaQuantile(0.09, 2, 1)).toBeCloseTo(0.3, 12)
})

test('binomial probabilities add up from none to all', () => {
  // three tosses: (1 + 3)/8 with at most one head
  expect(binomialCdf(1, 3, 0.5)).toBeCloseTo(0.5, 14)
  expect([binomialCdf(-1, 3, 0.5), binomialCdf(3, 3, 0.5)]).toEqual([0, 1])
})
