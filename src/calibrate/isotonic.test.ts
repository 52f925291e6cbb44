import { expect, test } from 'vitest'
import { isotonic, isotonicCorners, isotonicValue } from './isotonic.ts'

test('values at one place are averaged before neighbours are pooled', () => {
  // at .7: (1 + 0)/2 = .5; then 0, .5, 1 rises
  expect(isotonic([0.9, 0.7, 0.5, 0.7], [1, 1, 0, 0])).toEqual({ x: [0.5, 0.7, 0.9], fit: [0, 0.5, 1] })
})

test('a weight of two is two points', () => {
  // .6: 1, .8: 0 twice → one level at 1/3
  const [low, high] = isotonic([0.6, 0.8], [1, 0], [1, 2]).fit
  expect([low, high]).toEqual([1 / 3, 1 / 3])
})

test('between two places the value lies on a straight line, beyond the outermost it is level', () => {
  const line = { x: [0.5, 0.7], fit: [0.2, 0.6] }
  expect(isotonicValue(line, 0.55)).toBeCloseTo(0.3, 12)
  expect([0.1, 0.5, 0.7, 1].map((at) => isotonicValue(line, at))).toEqual([0.2, 0.2, 0.6, 0.6])
})

test('only the ends of a level stretch are corners, and the line stays the same', () => {
  const line = { x: [0.1, 0.2, 0.3, 0.4, 0.5], fit: [0, 0.5, 0.5, 0.5, 1] }
  const corners = isotonicCorners(line)
  expect(corners).toEqual({ x: [0.1, 0.2, 0.4, 0.5], fit: [0, 0.5, 0.5, 1] })
  for (const at of [0, 0.15, 0.3, 0.45, 0.9]) expect(isotonicValue(corners, at)).toBe(isotonicValue(line, at))
})

test('one place is a level line, none has no value', () => {
  expect(isotonicValue(isotonic([0.9, 0.9], [1, 0]), 0.2)).toBe(0.5)
  expect(isotonicValue(isotonic([], []), 0.2)).toBeNull()
})
