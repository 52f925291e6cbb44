import { expect, test } from 'vitest'
import { percentAgreement } from './percent-agreement.ts'
import { wilsonInterval } from './wilson-interval.ts'

test('a pair that lacks a label is no disagreement', () => {
  const agreement = percentAgreement([
    ['pass', 'pass'],
    ['na', 'na'],
    ['pass', null],
    ['fail', 'pass'],
    [null, 'fail'],
  ])
  // 2 of the 3 complete pairs
  expect(agreement).toEqual({ value: 2 / 3, n: 3, interval: wilsonInterval(2, 3) })
})

test('no pair, no agreement', () => {
  expect(percentAgreement([[null, 'pass']])).toEqual({ value: null, n: 0, interval: null })
})
