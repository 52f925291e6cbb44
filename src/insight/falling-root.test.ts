import { expect, test } from 'vitest'
import { fallingRoot } from './falling-root.ts'

test('it finds where a function crosses 0, to the last digits', () => {
  expect(fallingRoot((x) => 2 - x * x, 0, 10)).toBeCloseTo(Math.SQRT2, 15)
})

test('it stays at the bound that the function does not cross within', () => {
  expect(fallingRoot((x) => -1 - x, 0, 10)).toBe(0)
  expect(fallingRoot((x) => 20 - x, 0, 10)).toBe(10)
})
