import { expect, test } from 'vitest'
import { temperature } from './temperature.ts'

test('a judge that says .9 and is right in three of four is twice as sure as it may be', () => {
  // logit .9 = ln 9 = 2 ln 3; logit .75 = ln 3 → T = 2
  const points = [true, true, true, false].map((agreed) => ({ confidence: 0.9, agreed }))
  expect(temperature(points)).toBeCloseTo(2, 10)
})

test('confidence that is right for every point has no likeliest temperature', () => {
  expect(temperature([0.6, 0.9].map((confidence) => ({ confidence, agreed: true })))).toBeNull()
})

test('confidence that speaks against agreement has none either', () => {
  expect(temperature([true, false, false].map((agreed) => ({ confidence: 0.9, agreed })))).toBeNull()
})

test('a confidence of .5 says nothing, and no points say less', () => {
  expect(temperature([true, false].map((agreed) => ({ confidence: 0.5, agreed })))).toBeNull()
  expect(temperature([])).toBeNull()
})
