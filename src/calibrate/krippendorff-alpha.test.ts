import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CategoryDistance, krippendorffAlpha } from './krippendorff-alpha.ts'
import { ratedUnits, unitsOfTable } from './rated-units.ts'

const SCALE = ['1', '2', '3', '4']
/** One digit per unit; a dash is no rating. */
const rated = (...raters: string[]) =>
  ratedUnits(
    raters.map((digits) => [...digits].map((digit) => (digit === '-' ? null : digit))),
    SCALE,
  )
const alphaOf = (distance: CategoryDistance, ...raters: string[]) =>
  krippendorffAlpha(rated(...raters), distance).alpha
const VALUES = [1, 2, 3, 4]

test('disagreement seen is held against that of all pairs of ratings', () => {
  // Units 11, 12, 22: two of 6 ratings stand in pairs that differ, Do = 2/6
  // Three 1 and three 2: De = 2·3·3/(6·5) = 3/5; α = 1 − (1/3)/(3/5) = 4/9
  const { alpha, observed, expected, pairable } = krippendorffAlpha(rated('112', '122'), 'nominal')
  expect(alpha).toBeCloseTo(4 / 9, 12)
  expect([observed, expected]).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(3 / 5, 12)])
  expect(pairable).toBe(6)
})

test('how far apart two categories are is the distance asked for', () => {
  // Units 11, 13, 33; as above but every squared distance the same, so it cancels
  for (const distance of ['nominal', 'ordinal', { interval: VALUES }, { ratio: VALUES }] as const)
    expect(alphaOf(distance, '113', '133')).toBeCloseTo(4 / 9, 12)
  // Units 11, 12, 44: ratings 1, 1, 1, 2, 4, 4
  // Interval: Do = 2·1²/6; De = 2(3·1² + 6·3² + 2·2²)/30 = 130/30; α = 1 − 10/130
  expect(alphaOf({ interval: VALUES }, '114', '124')).toBeCloseTo(12 / 13, 12)
  // Ratio: (1/3)², (3/5)², (2/6)²: Do = 2/9/6, De = 2(3/9 + 6·9/25 + 2/9)/30 = 2(611/225)/30; α = 1 − 25·5/611
  expect(alphaOf({ ratio: VALUES }, '114', '124')).toBeCloseTo(1 - 125 / 611, 12)
  // Ordinal, by ratings between: 1–2 (3 + 1)/2 = 2, 2–4 (1 + 2)/2 = 1.5, 1–4 (3 + 1 + 2) − 2.5 = 3.5
  // Do = 2·4/6; De = 2(3·4 + 6·12.25 + 2·2.25)/30 = 180/30; α = 1 − 8/36
  expect(alphaOf('ordinal', '114', '124')).toBeCloseTo(7 / 9, 12)
})

test('a unit rated once says nothing, and units may have any number of ratings', () => {
  expect(alphaOf('nominal', '1124', '122-', '----')).toBeCloseTo(4 / 9, 12)
  // Units 111, 12: Do = (0 + 2)/5; four 1 and one 2: De = 2·4/(5·4) = 2/5; α = 0
  expect(alphaOf('nominal', '11', '12', '1-')).toBeCloseTo(0, 12)
})

test('it has no value, and says why, where it is not defined', () => {
  expect(krippendorffAlpha([], 'nominal')).toMatchObject({ alpha: null, pairable: 0, reason: 'no_pairs' })
  expect(krippendorffAlpha(rated('1-', '-1'), 'nominal')).toMatchObject({ alpha: null, reason: 'no_pairs' })
  const same = krippendorffAlpha(rated('22', '22'), 'ordinal')
  expect(same).toEqual({ alpha: null, observed: 0, expected: 0, pairable: 4, reason: 'one_category' })
})

test('a category that nobody used changes nothing', () => {
  const table = [
    [3, 1, 0],
    [2, 4, 0],
    [0, 0, 0],
  ]
  const small = table.slice(0, 2).map((row) => row.slice(0, 2))
  for (const distance of ['nominal', 'ordinal'] as const)
    expect(krippendorffAlpha(unitsOfTable(table), distance)).toEqual(
      krippendorffAlpha(unitsOfTable(small), distance),
    )
})

test('neither the order of raters nor that of units changes it', () => {
  const digits = fc.string({ unit: fc.constantFrom('1', '2', '3', '4', '-'), minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(digits, digits, digits, (a, b, c) => {
      const turned = (text: string) => [...text].reverse().join('')
      const { alpha } = krippendorffAlpha(rated(a, b, c), 'ordinal')
      const other = krippendorffAlpha(rated(turned(c), turned(a), turned(b)), 'ordinal').alpha
      expect(other === null).toBe(alpha === null)
      expect(other ?? 0).toBeCloseTo(alpha ?? 0, 10)
    }),
  )
})
