import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brier } from './brier.ts'
import { somePoints } from './testing/some-points.ts'

test('a judge that always says the overall share scores the uncertainty', () => {
  // 3 of 4 agreed: ¾ × ¼ = .1875
  const points = [true, true, true, false].map((agreed) => ({ confidence: 0.75, agreed }))
  expect(brier(points)).toEqual({ brier: 0.1875, reliability: 0, resolution: 0, uncertainty: 0.1875 })
})

test('a judge that is always certain and right scores 0', () => {
  const points = [
    { confidence: 1, agreed: true },
    { confidence: 0, agreed: false },
  ]
  // shares 1 and 0 lie ½ from the overall ½: resolution ¼
  expect(brier(points)).toEqual({ brier: 0, reliability: 0, resolution: 0.25, uncertainty: 0.25 })
})

test('the three parts add up to the score', () => {
  fc.assert(
    fc.property(somePoints({ min: 1 }), (points) => {
      const { brier: score, reliability, resolution, uncertainty } = brier(points) ?? never()
      expect(score).toBeCloseTo(reliability - resolution + uncertainty, 12)
    }),
    { seed: 1 },
  )
})

test('without points there is no score', () => {
  expect(brier([])).toBeNull()
})

function never(): never {
  throw new Error('there are points')
}
