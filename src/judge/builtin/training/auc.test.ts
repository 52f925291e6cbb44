import { expect, test } from 'vitest'
import { aucOf } from './auc.ts'

test('counts how many pairs are in the right order, ties half', () => {
  // The cases score 3 and 2, the others 1, 2 and 4: of six pairs three are right and one is tied.
  expect(aucOf([3, 1, 2, 2, 4], [true, false, true, false, false])).toBe(3.5 / 6)
  expect(aucOf([2, 1], [true, false])).toBe(1)
  expect(aucOf([1, 1, 1], [true, false, true])).toBe(0.5)
})

test('is null where all are cases, or none is', () => {
  expect([aucOf([1, 2], [true, true]), aucOf([1], [false]), aucOf([], [])]).toEqual([null, null, null])
})
