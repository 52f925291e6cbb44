import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.ts'

const counts = fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 })

test('agreement beyond chance as a share of what chance leaves', () => {
  // 18 of 24 agree; by chance (18·14 + 6·10)/24² = 13/24 → κ = (18 − 13)/(24 − 13) = 5/11
  const { kappa, po, pe, n } = cohenKappa([
    [13, 5],
    [1, 5],
  ])
  expect(kappa).toBeCloseTo(5 / 11, 12)
  expect([po, n]).toEqual([0.75, 24])
  expect(pe).toBeCloseTo(13 / 24, 12)
})

test('full agreement is 1 with no error, and all against each other −1', () => {
  expect(
    cohenKappa([
      [3, 0],
      [0, 5],
    ]),
  ).toMatchObject({ kappa: 1, se: 0 })
  // Both halves wrong: po = 0, pe = ½·½ + ½·½ = ½ → −1
  expect(
    cohenKappa([
      [0, 4],
      [4, 0],
    ]).kappa,
  ).toBe(-1)
})

test('it has no value, and says why, where it is not defined', () => {
  const one = [
    [7, 0],
    [0, 0],
  ]
  expect(cohenKappa(one)).toEqual({ kappa: null, po: 1, pe: 1, se: null, n: 7, reason: 'one_category' })
  expect(
    cohenKappa([
      [1, 0],
      [0, 0],
    ]),
  ).toMatchObject({ kappa: null, n: 1, reason: 'too_few_pairs' })
  expect(cohenKappa([[0]])).toMatchObject({ kappa: null, po: null, n: 0, reason: 'too_few_pairs' })
})

test('one constant rater beside one who is not gives exactly 0', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (same, other) => {
      expect(
        cohenKappa([
          [same, other],
          [0, 0],
        ]).kappa,
      ).toBeCloseTo(0, 12)
      expect(
        cohenKappa([
          [same, 0],
          [other, 0],
        ]).kappa,
      ).toBeCloseTo(0, 12)
    }),
  )
})

test('neither the order of the categories nor which rater comes first changes κ or its error', () => {
  fc.assert(
    fc.property(counts, (table) => {
      const { kappa, se } = cohenKappa(table)
      const swapped = table.map((_, column) => table.map((row) => row[column] ?? 0))
      const reversed = table.map((row) => row.toReversed()).toReversed()
      for (const other of [cohenKappa(swapped), cohenKappa(reversed)]) {
        expect(other.kappa === null).toBe(kappa === null)
        expect(other.kappa ?? 0).toBeCloseTo(kappa ?? 0, 10)
        // The square root makes 1e−17 of rounding 1e−8.
        expect(other.se ?? 0).toBeCloseTo(se ?? 0, 6)
      }
    }),
  )
})

test('with quadratic weights near misses count for most of an agreement', () => {
  // 3 of 4 agree, the fourth is off by 2 of 2 levels (weight 0): po = ¾
  // By chance (2·1 + 1·1 + 1·2)/16 agree and (2·1 + 1·1 + 1·2 + 1·1)/16 are off by 1 (weight ¾): pe = 9.5/16
  // κ = (12 − 9.5)/(16 − 9.5) = 5/13
  const { kappa, po, pe } = cohenKappa(
    [
      [1, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
    ],
    'quadratic',
  )
  expect(kappa).toBeCloseTo(5 / 13, 12)
  expect([po, pe]).toEqual([0.75, 9.5 / 16])
})

test('a level that nobody used keeps the others apart', () => {
  // Golden case qwk-2: labels 0, 1 and 4 of 0..4. Without the two levels between it would be .727273.
  const levels = [0, 1, 2, 3, 4]
  const a = [0, 1, 4, 4, 0, 1, 4, 0]
  const b = [0, 4, 4, 1, 0, 1, 4, 1]
  const table = levels.map((row) =>
    levels.map((column) => a.filter((x, at) => x === row && b[at] === column).length),
  )
  expect(cohenKappa(table, 'quadratic').kappa).toBeCloseTo(0.6082474227, 9)
})
