import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson-interval.ts'

test('nothing scored has no interval', () => {
  expect(wilsonInterval(0, 0)).toBeNull()
})

test('no fail in ten leaves room up to 28 %', () => {
  // z²/(n + z²) = 3.8415/13.8415 = 0.27753
  expect(wilsonInterval(0, 10)?.[0]).toBe(0)
  expect(wilsonInterval(0, 10)?.[1]).toBeCloseTo(0.27753, 5)
})

test('half of ten lies between 24 % and 76 %', () => {
  // centre 0.5; half = 1.95996/13.8415 × √(2.5 + 0.96036) = 0.26341
  expect(wilsonInterval(5, 10)?.[0]).toBeCloseTo(0.23659, 5)
  expect(wilsonInterval(5, 10)?.[1]).toBeCloseTo(0.76341, 5)
})
