import { expect, test } from 'vitest'
import { logOdds } from './log-odds.ts'
import { plattSmoothed } from './platt-smoothed.ts'

test('points that confidence separates get a finite slope from the smoothed targets', () => {
  // two at .8 agreed, target 3/4; two at .2 did not, target 1/4: ±ln 3 at ±ln 4
  const points = [0.8, 0.8, 0.2, 0.2].map((confidence) => ({ confidence, agreed: confidence > 0.5 }))
  const { a, b } = plattSmoothed(points) ?? {}
  expect(a).toBeCloseTo(0, 10)
  expect(b).toBeCloseTo(Math.log(3) / Math.log(4), 10)
})

test('where all agreed the map is level', () => {
  // target (2 + 1)/(2 + 2) = 3/4 at both
  const points = [0.7, 0.9].map((confidence) => ({ confidence, agreed: true }))
  const { a = 0, b = 0 } = plattSmoothed(points) ?? {}
  expect(b).toBeCloseTo(0, 10)
  expect(a + b * logOdds(0.8)).toBeCloseTo(Math.log(3), 10)
})

test('one confidence tells no slope', () => {
  expect(plattSmoothed([true, false].map((agreed) => ({ confidence: 0.9, agreed })))).toBeNull()
  expect(plattSmoothed([])).toBeNull()
})
