import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reliabilityDiagram } from './reliability-diagram.ts'
import { somePoints } from './testing/some-points.ts'

test('confidences whose agreement falls share a step', () => {
  const points = [
    { confidence: 0.6, agreed: false },
    { confidence: 0.7, agreed: true },
    { confidence: 0.8, agreed: false },
    { confidence: 0.9, agreed: true },
  ]
  // 0 | 1, 0 → ½ | 1
  expect(reliabilityDiagram(points)).toMatchObject([
    { confidence: 0.6, observed: 0, n: 1 },
    { confidence: 0.75, from: 0.7, to: 0.8, observed: 0.5, n: 2 },
    { confidence: 0.9, observed: 1, n: 1 },
  ])
})

test('a step shows how little it rests on', () => {
  // Wilson, 1 of 2: .0945 to .9055
  const points = [true, false].map((agreed) => ({ confidence: 0.7, agreed }))
  const [step] = reliabilityDiagram(points)
  expect(step?.interval).toEqual([expect.closeTo(0.0945, 4), expect.closeTo(0.9055, 4)])
})

test('too many steps are joined where they hold the fewest points', () => {
  // shares 0/5, 1/2, 1/1, in three steps; the last two hold 3 together and become 2/3
  const points = [
    ...Array.from({ length: 5 }, () => ({ confidence: 0.5, agreed: false })),
    { confidence: 0.7, agreed: true },
    { confidence: 0.7, agreed: false },
    { confidence: 0.9, agreed: true },
  ]
  const steps = reliabilityDiagram(points, 2)
  expect(steps.map(({ n, observed }) => [n, observed])).toEqual([
    [5, 0],
    [3, 2 / 3],
  ])
})

test('every point is in one step, and the steps rise', () => {
  fc.assert(
    fc.property(somePoints(), fc.integer({ min: 1, max: 8 }), (points, most) => {
      const steps = reliabilityDiagram(points, most)
      expect(steps.length).toBeLessThanOrEqual(most)
      expect(steps.reduce((sum, { n }) => sum + n, 0)).toBe(points.length)
      for (const [at, { from, observed }] of steps.entries()) {
        expect(from).toBeGreaterThan(steps[at - 1]?.to ?? -1)
        expect(observed).toBeGreaterThan(steps[at - 1]?.observed ?? -1)
      }
    }),
    { seed: 1 },
  )
})
