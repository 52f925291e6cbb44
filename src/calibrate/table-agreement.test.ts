import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohenKappa } from './cohen-kappa.ts'
import { gwetAc } from './gwet-ac.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'
import { unitsOfTable } from './rated-units.ts'
import { tableAgreement } from './table-agreement.ts'

const tables = fc.integer({ min: 2, max: 4 }).chain((size) => {
  const row = fc.array(fc.nat(12), { minLength: size, maxLength: size })
  return fc.array(row, { minLength: size, maxLength: size })
})

function near(value: number | null, expected: number | null): void {
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 10)
}

test('κ falls where nearly all is of one category, and AC1 does not', () => {
  // STATISTICS §1.
  const { kappa, ac1 } = tableAgreement([
    [118, 5],
    [2, 0],
  ])
  expect(kappa).toBeCloseTo(-0.023392, 6)
  expect(ac1).toBeCloseTo(0.940776, 6)
})

test('of any table it says what the three functions with standard errors say', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const { kappa, ac1, alpha } = tableAgreement(table)
      near(kappa, cohenKappa(table).kappa)
      near(ac1, gwetAc(unitsOfTable(table), table.length).ac)
      near(alpha, krippendorffAlpha(unitsOfTable(table), 'nominal').alpha)
    }),
  )
})

test('the first categories of a table are a table of their own', () => {
  const cut = [
    [10, 4],
    [2, 8],
  ]
  const whole = [
    [10, 4, 3],
    [2, 8, 1],
    [5, 0, 7],
  ]
  expect(tableAgreement(whole, 2)).toEqual(tableAgreement(cut))
})

test('one pair has an α but no κ, and no pair has nothing', () => {
  const none = [
    [0, 0],
    [0, 0],
  ]
  expect(tableAgreement(none)).toEqual({ kappa: null, ac1: null, alpha: null })
  // Two ratings that differ: Do = 1, De = 1.
  const apart = [
    [0, 1],
    [0, 0],
  ]
  expect(tableAgreement(apart)).toEqual({ kappa: null, ac1: null, alpha: 0 })
})
