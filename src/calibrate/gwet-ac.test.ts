import { expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.ts'
import { gwetAc1 } from './gwet-ac1.ts'

test('chance agreement comes from how often a category is used by both together', () => {
  // π = (18 + 14)/48 = 2/3; pe = 2·(2/3)(1/3)/(2 − 1) = 4/9; (3/4 − 4/9)/(5/9) = 11/20
  const { ac1, pa, pe, n } = gwetAc1([
    [13, 5],
    [1, 5],
  ])
  expect(ac1).toBeCloseTo(0.55, 12)
  expect(pe).toBeCloseTo(4 / 9, 12)
  expect([pa, n]).toEqual([0.75, 24])
})

test('where nearly all passes, κ falls below 0 and AC1 stays beside the agreement', () => {
  // 118 of 125 agree: .944. π = (123 + 120)/250 = .972; pe = 2·.972·.028 = .054432; .889568/.945568 = .940776
  const table = [
    [118, 5],
    [2, 0],
  ]
  expect(gwetAc1(table).ac1).toBeCloseTo(0.940776, 6)
  expect(cohenKappa(table).kappa).toBeCloseTo(-0.023392, 6)
})

test('a category that could have been used counts, though nobody did', () => {
  // q = 3: pe = (2·(2/3)(1/3) + 0)/2 = 2/9; (3/4 − 2/9)/(7/9) = 19/28
  const table = [
    [13, 5, 0],
    [1, 5, 0],
    [0, 0, 0],
  ]
  expect(gwetAc1(table).ac1).toBeCloseTo(19 / 28, 12)
})

test('full agreement on one of two categories is 1; on a scale of one it means nothing', () => {
  expect(
    gwetAc1([
      [5, 0],
      [0, 0],
    ]),
  ).toMatchObject({ ac1: 1, pe: 0, se: 0 })
  expect(gwetAc1([[5]])).toMatchObject({ ac1: null, n: 5, reason: 'one_category' })
  expect(
    gwetAc1([
      [1, 0],
      [0, 0],
    ]),
  ).toMatchObject({ ac1: null, n: 1, reason: 'too_few_pairs' })
})
