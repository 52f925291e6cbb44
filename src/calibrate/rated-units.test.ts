import { expect, test } from 'vitest'
import { codeUnits, drawnUnits, ratedUnits, unitsOfTable } from './rated-units.ts'

const RATERS = [
  ['p', 'p', 'f', null, null],
  ['p', 'f', 'p', null, 'p'],
]

test('units rated alike are counted together, whoever said what; nobody’s are left out', () => {
  expect(ratedUnits(RATERS, ['f', 'na', 'p'])).toEqual([
    { ratings: [0, 0, 2], units: 1 },
    { ratings: [1, 0, 1], units: 2 },
    { ratings: [0, 0, 1], units: 1 },
  ])
})

test('a unit counts as often as it is drawn', () => {
  const coded = codeUnits(RATERS, ['f', 'p'])
  expect(drawnUnits(coded, Uint32Array.of(1, 3, 2, 1, 4))).toEqual([
    { ratings: [1, 1], units: 3 },
    { ratings: [0, 1], units: 1 },
  ])
})

test('a label that is not on the scale is an error, not a new category', () => {
  expect(() => ratedUnits(RATERS, ['p'])).toThrow('label "f" is not on the scale p')
})

test('the cells of a table are units of two ratings', () => {
  expect(
    unitsOfTable([
      [5, 1],
      [0, 2],
    ]),
  ).toEqual([
    { ratings: [2, 0], units: 5 },
    { ratings: [1, 1], units: 1 },
    { ratings: [0, 2], units: 2 },
  ])
})
