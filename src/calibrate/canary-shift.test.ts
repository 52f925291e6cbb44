import { expect, test } from 'vitest'
import { canaryShift } from './canary-shift.ts'

test('of 50 frozen conversations five changed verdicts are chance where one in 25 flips anyway, seven are not', () => {
  // P(≥5; 50, .04) = .049, P(≥7; 50, .04) = .0036
  expect(canaryShift(50, 5, 0.04).shifted).toBe(false)
  expect(canaryShift(50, 7, 0.04).shifted).toBe(true)
  expect(canaryShift(50, 5, 0.04).p).toBeCloseTo(0.049, 3)
})

test('nothing changed is never a shift', () => {
  expect(canaryShift(50, 0, 0)).toEqual({ n: 50, changed: 0, p: 1, shifted: false })
  expect(canaryShift(0, 0, 0.1).shifted).toBe(false)
})

test('a judge that never flips has shifted with the first change', () => {
  expect(canaryShift(50, 1, 0).p).toBe(0)
})

test('more changes than conversations are refused', () => {
  expect(() => canaryShift(5, 6, 0.1)).toThrow('0 ≤ changed ≤ n')
})
