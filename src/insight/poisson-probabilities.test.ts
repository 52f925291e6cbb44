import { expect, test } from 'vitest'
import { poissonProbabilities } from './poisson-probabilities.ts'

test('the uncertain are drawn more often, and as many as wanted on average', () => {
  // 1 : 3 of 1 wanted
  expect(poissonProbabilities([0.1, 0.3], 1)).toEqual([0.25, 0.75])
})

test('nothing is drawn more than surely: the others take what is left', () => {
  // 8 : 1 : 1 of 2 would be 1.6, .2, .2
  expect(poissonProbabilities([0.8, 0.1, 0.1], 2)).toEqual([1, 0.5, 0.5])
})

test('what the judge is sure of is still drawn at the floor, within the number wanted', () => {
  // .02 and .02 for the two sure ones leave .96 of 1
  const [sure, other, unsure] = poissonProbabilities([0, 0.0001, 0.5], 1)
  expect([sure, other]).toEqual([0.02, 0.02])
  expect(unsure).toBeCloseTo(0.96, 12)
})

test('the floor holds even where fewer are wanted', () => {
  expect(poissonProbabilities([0.1, 0.2], 0)).toEqual([0.02, 0.02])
})

test('where nothing is uncertain all are drawn alike, and none where there are none', () => {
  expect(poissonProbabilities([0, 0, 0, 0], 1)).toEqual([0.25, 0.25, 0.25, 0.25])
  expect(poissonProbabilities([], 3)).toEqual([])
})

test('more wanted than there are draws all of them', () => {
  expect(poissonProbabilities([0.1, 0], 9)).toEqual([1, 1])
})

test('what is no uncertainty is refused', () => {
  expect(() => poissonProbabilities([0.1, -1], 1)).toThrow('uncertainty 1')
  expect(() => poissonProbabilities([0.1], -1)).toThrow('wanted')
  expect(() => poissonProbabilities([0.1], 1, 2)).toThrow('floor')
})
