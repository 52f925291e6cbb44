import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherExact } from './fisher-exact.ts'

test('the lady tasting tea: 3 of 4 right is as likely as 34 in 70 or less so', () => {
  // Fisher 1935, ch. 2: (16 + 16 + 1 + 1) of 70 ways.
  expect(
    fisherExact([
      [3, 1],
      [1, 3],
    ]),
  ).toBeCloseTo(34 / 70, 12)
})

test.each([
  // Exact fractions, from sums of binomial coefficients.
  [[8, 2, 1, 5], 5 / 143],
  [[2, 10, 15, 3], 3571 / 6653325],
  [[0, 5, 5, 0], 1 / 126],
  [[12, 5, 29, 2], 1970033 / 24543024],
  [[100, 2, 1000, 5], 0.13007593634300169],
  [[30, 970, 10, 990], 0.0020083335618300098],
] as const)('%j has p = %d', ([a, b, c, d], p) => {
  expect(
    fisherExact([
      [a, b],
      [c, d],
    ]),
  ).toBeCloseTo(p, 10)
})

test('without anything on one side, or without errors at all, nothing can differ: 1', () => {
  const tables: [number, number, number, number][] = [
    [3, 7, 0, 0],
    [0, 9, 0, 4],
    [0, 0, 0, 0],
  ]
  for (const [a, b, c, d] of tables)
    expect(
      fisherExact([
        [a, b],
        [c, d],
      ]),
    ).toBe(1)
})

test('swapping sides or outcomes changes nothing', () => {
  const count = fc.nat(40)
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const p = fisherExact([
        [a, b],
        [c, d],
      ])
      const others = [
        fisherExact([
          [c, d],
          [a, b],
        ]),
        fisherExact([
          [b, a],
          [d, c],
        ]),
        fisherExact([
          [a, c],
          [b, d],
        ]),
      ]
      for (const other of others) expect(other).toBeCloseTo(p, 10)
      expect(p).toBeGreaterThan(0)
      expect(p).toBeLessThanOrEqual(1)
    }),
  )
})
