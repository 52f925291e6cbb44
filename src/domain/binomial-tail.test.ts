import { expect, test } from 'vitest'
import { clopperPearson } from '../calibrate/clopper-pearson.ts'
import { binomialCdf } from '../calibrate/distributions.ts'
import { binomialTail, mostHits, upperShare } from './binomial-tail.ts'

test('the tail is that of the binomial distribution', () => {
  // .95² = .9025, and 2 · .05 · .95 = .095 more
  expect(binomialTail(0, 2, 0.05)).toBeCloseTo(0.9025, 12)
  expect(binomialTail(1, 2, 0.05)).toBeCloseTo(0.9975, 12)
  for (const n of [1, 30, 185, 1204, 50_000])
    for (const share of [0.02, 0.05, 0.4])
      for (const k of [0, 1, Math.floor(n * share), n - 1])
        expect(Math.abs(binomialTail(k, n, share) - binomialCdf(k, n, share))).toBeLessThan(1e-9)
})

test('outside its range the tail is none or all', () => {
  expect([binomialTail(-1, 5, 0.5), binomialTail(5, 5, 0.5), binomialTail(0, 0, 0.5)]).toEqual([0, 1, 1])
  expect([binomialTail(2, 5, 0), binomialTail(2, 5, 1)]).toEqual([1, 0])
})

test('so many may be wrong where at most 5 % are, at 95 %', () => {
  // The guide's table: .95⁵⁸ = .051 > .05 ≥ .95⁵⁹ = .0485
  expect([58, 59, 100, 200, 361].map((n) => mostHits(n, 0.05, 0.05))).toEqual([-1, 0, 1, 4, 11])
})

test('the upper share is the one-sided bound of Clopper and Pearson', () => {
  expect([upperShare(3, 3, 0.05), upperShare(0, 0, 0.05)]).toEqual([1, 1])
  for (const [k, n] of [
    [0, 60],
    [7, 120],
    [119, 120],
    [300, 1000],
  ] as const)
    for (const delta of [0.05, 0.05 / 3])
      expect(upperShare(k, n, delta)).toBeCloseTo(clopperPearson(k, n, 1 - 2 * delta)?.[1] ?? 0, 10)
})
