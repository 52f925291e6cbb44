import { expect, test } from 'vitest'
import { assignFolds, crossFit } from './cross-fit.ts'

const points = Array.from({ length: 23 }, (_, at) => ({
  confidence: 0.6 + at / 100,
  agreed: at % 3 > 0,
  group: `c${Math.floor(at / 2)}`,
}))

test('a conversation is never split between folds, and folds hold as many as each other', () => {
  const foldOf = assignFolds(points, { folds: 5, seed: 1 })
  for (let at = 0; at + 1 < points.length; at += 2) expect(foldOf[at]).toBe(foldOf[at + 1])
  // 12 conversations in 5: 3, 3, 2, 2, 2
  const sizes = [0, 1, 2, 3, 4].map(
    (fold) => new Set(points.filter((_, at) => foldOf[at] === fold).map(({ group }) => group)).size,
  )
  expect(sizes.sort()).toEqual([2, 2, 2, 3, 3])
})

test('folds do not depend on the order of the points', () => {
  const forwards = assignFolds(points, { folds: 5, seed: 1 })
  expect(assignFolds(points.toReversed(), { folds: 5, seed: 1 })).toEqual(forwards.toReversed())
})

test('a point is calibrated by a fit that never saw its fold', () => {
  // fold 0 agreed at .9, all others did not: the isotonic level without it is 0, which shows as .005
  const told = [0, 0, 1, 1, 2, 2].map((fold) => ({ confidence: 0.9, agreed: fold === 0, group: `g${fold}` }))
  // without fold 1: 2 of 4 agreed
  expect(crossFit('isotonic', told, [0, 0, 1, 1, 2, 2])).toEqual([0.005, 0.005, 0.5, 0.5, 0.5, 0.5])
})

test('a map that cannot be fitted without some fold is not cross-fitted', () => {
  const same = [0, 1, 2].map((fold) => ({ confidence: 0.9, agreed: true, group: `g${fold}` }))
  expect(crossFit('temperature', same, [0, 1, 2])).toBeNull()
})
