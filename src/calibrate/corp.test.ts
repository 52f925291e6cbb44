import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corp } from './corp.ts'
import { somePoints } from './testing/some-points.ts'

test('what a rising map would mend is miscalibration, the rest is what the confidences tell apart', () => {
  const points = [
    { confidence: 0.6, agreed: false },
    { confidence: 0.9, agreed: true },
  ]
  // Brier (.36 + .01)/2 = .185; the map to 0 and 1 takes all of it off; uncertainty ¼, all of it told apart
  const { brier, mcb, dsc, unc } = corp(points) ?? {}
  expect([brier, mcb, dsc, unc]).toEqual([expect.closeTo(0.185, 12), expect.closeTo(0.185, 12), 0.25, 0.25])
})

test('confidence that runs the wrong way tells nothing apart', () => {
  const points = [
    { confidence: 0.6, agreed: true },
    { confidence: 0.9, agreed: false },
  ]
  // both pooled at ½: Brier (.16 + .81)/2 = .485 = .235 − 0 + .25
  expect(corp(points)).toMatchObject({ mcb: expect.closeTo(0.235, 12), dsc: 0, unc: 0.25 })
})

test('the three parts add up to the score', () => {
  fc.assert(
    fc.property(somePoints({ min: 1 }), (points) => {
      const score = corp(points)
      expect(score?.brier).toBeCloseTo((score?.mcb ?? 0) - (score?.dsc ?? 0) + (score?.unc ?? 0), 12)
    }),
    { seed: 1 },
  )
})

test('without points there is no score', () => {
  expect(corp([])).toBeNull()
})
