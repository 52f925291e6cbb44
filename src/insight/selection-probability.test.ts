import { expect, test } from 'vitest'
import { selectionProbability } from './selection-probability.ts'

test('chosen by at least one of three draws: not missed by all of them', () => {
  // 1 − .9 × .96 × .75 = .352
  expect(selectionProbability([0.1, 0.04, 0.25])).toBeCloseTo(0.352, 12)
})

test('one sure draw is enough, and without a draw nothing is chosen', () => {
  expect(selectionProbability([0.1, 1])).toBe(1)
  expect(selectionProbability([])).toBe(0)
})

test('what is no probability is refused', () => {
  expect(() => selectionProbability([0.1, 1.2])).toThrow('1.2')
})
