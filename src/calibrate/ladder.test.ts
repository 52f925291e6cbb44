import { expect, test } from 'vitest'
import { climbLadder } from './ladder.ts'

const first = [1, 1, 1, 1, 0, 0, 0, 0]

test('the first submission is shown', () => {
  expect(climbLadder(null, first)).toEqual({ released: 0.5, updated: true, best: first })
})

test('a gain within the standard error of the difference is not shown', () => {
  // Better by 1/8; differences: one −1 in eight, s = √(1/8) = .354, s/√8 = .125.
  const next = climbLadder(climbLadder(null, first), [1, 1, 1, 0, 0, 0, 0, 0])
  expect(next).toEqual({ released: 0.5, updated: false, best: first })
})

test('a gain beyond it is shown, and is what the next has to beat', () => {
  // Better by 3/8; s = √(8/7 · 3/8 · 5/8) = .518, s/√8 = .183.
  const better = [1, 0, 0, 0, 0, 0, 0, 0]
  expect(climbLadder(climbLadder(null, first), better)).toEqual({
    released: 0.125,
    updated: true,
    best: better,
  })
})

test('losses of another holdout are refused', () => {
  expect(() => climbLadder(climbLadder(null, first), [0, 1])).toThrow('2 losses on a ladder of 8')
  expect(() => climbLadder(null, [])).toThrow('0 losses')
})
