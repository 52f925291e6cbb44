import { expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.ts'
import { gwetAc } from './gwet-ac.ts'
import { ratedUnits, unitsOfTable } from './rated-units.ts'

const ofTable = (table: number[][]) => gwetAc(unitsOfTable(table), table.length)

test('chance agreement comes from how often a category is used by both together', () => {
  // π = (18 + 14)/48 = 2/3; pe = 2·(2/3)(1/3)/(2 − 1) = 4/9; (3/4 − 4/9)/(5/9) = 11/20
  const { ac, pa, pe, n } = ofTable([
    [13, 5],
    [1, 5],
  ])
  expect(ac).toBeCloseTo(0.55, 12)
  expect(pe).toBeCloseTo(4 / 9, 12)
  expect([pa, n]).toEqual([0.75, 24])
})

test('where nearly all passes, κ falls below 0 and AC1 stays beside the agreement', () => {
  // 118 of 125 agree: .944. π = (123 + 120)/250 = .972; pe = 2·.972·.028 = .054432; .889568/.945568 = .940776
  const table = [
    [118, 5],
    [2, 0],
  ]
  expect(ofTable(table).ac).toBeCloseTo(0.940776, 6)
  expect(cohenKappa(table).kappa).toBeCloseTo(-0.023392, 6)
})

test('a category that could have been used counts, though nobody did', () => {
  // q = 3: pe = (2·(2/3)(1/3) + 0)/2 = 2/9; (3/4 − 2/9)/(7/9) = 19/28
  const table = [
    [13, 5, 0],
    [1, 5, 0],
    [0, 0, 0],
  ]
  expect(ofTable(table).ac).toBeCloseTo(19 / 28, 12)
})

test('full agreement on one of two categories is 1; on a scale of one it means nothing', () => {
  expect(
    ofTable([
      [5, 0],
      [0, 0],
    ]),
  ).toMatchObject({ ac: 1, pe: 0, se: 0, interval: [1, 1] })
  expect(ofTable([[5]])).toMatchObject({ ac: null, n: 5, reason: 'one_category' })
  expect(
    ofTable([
      [1, 0],
      [0, 0],
    ]),
  ).toMatchObject({ ac: null, n: 1, reason: 'too_few_units' })
})

test('of several raters each unit counts once, by the share of its pairs that agree', () => {
  const rated = ratedUnits(
    [
      ['p', 'p', 'f', null],
      ['p', 'f', 'f', 'p'],
      ['p', 'p', null, null],
    ],
    ['p', 'f'],
  )
  // Pairs that agree: 1, ⅓, 1, and the last has none: pa = 7/9
  // π(p) = (1 + ⅔ + 0 + 1)/4 = ⅔; pe = 2·⅔·⅓ = 4/9; (7/9 − 4/9)/(5/9) = ⅗
  const { ac, pa, pe, n } = gwetAc(rated, 2)
  expect(ac).toBeCloseTo(0.6, 12)
  expect([pa, pe]).toEqual([expect.closeTo(7 / 9, 12), expect.closeTo(4 / 9, 12)])
  expect(n).toBe(4)
})

test('where no unit was rated twice there is nothing to agree on', () => {
  const rated = ratedUnits(
    [
      ['p', null],
      [null, 'f'],
    ],
    ['p', 'f'],
  )
  expect(gwetAc(rated, 2)).toMatchObject({ ac: null, n: 2, reason: 'no_pairs' })
})

test('on a scale of levels a near miss is part of an agreement', () => {
  // Off by one of two: weight ¾. pa = (1 + 1 + ¾)/3 = 11/12; Σw = 6; π = (⅓, ½, ⅙)
  // pe = 6·(2/9 + ¼ + 5/36)/6 = 11/18; (11/12 − 11/18)/(7/18) = 11/14
  const table = [
    [1, 0, 0],
    [0, 1, 1],
    [0, 0, 0],
  ]
  expect(gwetAc(unitsOfTable(table), 3, 'quadratic').ac).toBeCloseTo(11 / 14, 12)
})
