import { describe, expect, test } from 'vitest'
import { certifyThreshold } from '../../src/calibrate/certify-threshold.ts'
import { seededRandom } from '../../src/domain/seeded-random.ts'
import { certifyOften, routingWorld } from './routing-world.ts'

const REPLICATES = 2000

/** How often a judge is wrong at each confidence, for a risk of `alpha`. */
const CURVES: Record<string, (confidence: number, alpha: number) => number> = {
  calibrated: (confidence) => 1 - confidence,
  'sure of itself, and wrong too often everywhere': (confidence, alpha) => 1.1 * alpha + (1 - confidence) / 4,
  'wrong at exactly the risk, whatever its confidence': (_, alpha) => alpha,
  'wrong most where it is surest': (confidence, alpha) =>
    confidence > 0.965 ? 1.3 * alpha : confidence > 0.845 ? alpha / 3 : 0.4,
  'just good enough above .85, and bad below': (confidence, alpha) =>
    confidence > 0.845 ? 0.9 * alpha : 0.4,
}

describe.each([
  { alpha: 0.1, delta: 0.1 },
  { alpha: 0.05, delta: 0.05 },
])('a threshold certified for a risk of $alpha with error $delta', ({ alpha, delta }) => {
  /** Three standard errors of a share of `delta`: .020 for .1, .015 for .05. */
  const allowance = 3 * Math.sqrt((delta * (1 - delta)) / REPLICATES)

  test.each(Object.keys(CURVES).flatMap((curve) => [200, 500, 2000].map((n) => [curve, n] as const)))(
    'breaks its promise no more often than that: a judge %s, %d labels',
    (curve, n) => {
      const world = routingWorld((confidence) => Math.min(0.5, CURVES[curve]?.(confidence, alpha) ?? 1))
      const options = { alpha, delta, n, replicates: REPLICATES, random: seededRandom(31) }
      expect(certifyOften(certifyThreshold, world, options).broken).toBeLessThanOrEqual(delta + allowance)
    },
  )

  test('is found four times out of five where half the risk is real and 2,000 are labelled', () => {
    const world = routingWorld(() => alpha / 2)
    const options = { alpha, delta, n: 2000, replicates: REPLICATES, random: seededRandom(32) }
    expect(certifyOften(certifyThreshold, world, options).found).toBeGreaterThanOrEqual(0.8)
  })
})

test('500 labels certify a judge that is wrong on 1.5 % of what it is sure of, at a risk of 5 %, four times out of five', () => {
  const world = routingWorld((confidence) => (confidence > 0.795 ? 0.015 : 0.3))
  const options = { alpha: 0.05, delta: 0.05, n: 500, replicates: REPLICATES, random: seededRandom(33) }
  expect(certifyOften(certifyThreshold, world, options).found).toBeGreaterThanOrEqual(0.8)
})

test('the search starts low enough down that a few labels at the top cannot end it', () => {
  // About 35 of the 200 reach .99, and 3 of those are wrong; of the 100 that the search begins with, 3 % are.
  const world = routingWorld((confidence) => (confidence > 0.995 ? 0.15 : 0))
  const options = { alpha: 0.1, delta: 0.1, n: 200, replicates: REPLICATES, random: seededRandom(34) }
  expect(certifyOften(certifyThreshold, world, options).found).toBeGreaterThanOrEqual(0.8)
})
