import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldsOf, positionsOf } from './folds.ts'

test('the largest group is dealt first, each to the fold with the fewest conversations', () => {
  // d: 4 → fold 0; c: 3 → fold 1; a: 2 → fold 1 (3 < 4); b: 1 → fold 0 (4 < 5)
  const groups = ['a', 'd', 'c', 'd', 'c', 'd', 'a', 'c', 'b', 'd']
  expect([...foldsOf(groups, 2)]).toEqual([1, 0, 1, 0, 1, 0, 1, 1, 0, 0])
})

test('a group stays in one fold, in whatever order the conversations come', () => {
  const groups = fc.array(fc.stringMatching(/^[a-h]$/), { maxLength: 60 })
  fc.assert(
    fc.property(groups, fc.integer({ min: 1, max: 8 }), (given, count) => {
      const folds = foldsOf(given, count)
      const foldOf = new Map(given.map((group, at) => [group, folds[at]]))
      expect(given.map((group) => foldOf.get(group))).toEqual([...folds])
      const reversed = given.toReversed()
      expect([...foldsOf(reversed, count)]).toEqual(reversed.map((group) => foldOf.get(group)))
      expect(new Set(folds).size).toBe(Math.min(count, foldOf.size))
    }),
    { seed: 1 },
  )
})

test('conversations without groups are dealt evenly', () => {
  const folds = foldsOf(
    Array.from({ length: 21 }, (_, at) => `c-${at}`),
    8,
  )
  const sizes = Array.from({ length: 8 }, (_, fold) => positionsOf(folds, fold, true).length)
  expect(sizes.toSorted()).toEqual([2, 2, 2, 3, 3, 3, 3, 3])
})

test('positions in a fold and outside it', () => {
  const folds = Uint8Array.of(0, 1, 0, 2)
  expect([...positionsOf(folds, 0, true)]).toEqual([0, 2])
  expect([...positionsOf(folds, 0, false)]).toEqual([1, 3])
})
