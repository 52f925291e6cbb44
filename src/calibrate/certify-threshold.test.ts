import fc from 'fast-check'
import { expect, test } from 'vitest'
import { certifyThreshold } from './certify-threshold.ts'
import type { RoutingLabel } from './descend-grid.ts'

/** `n` labels of one confidence, of which `wrong` are disagreed with. */
function labels(confidence: number, n: number, wrong: number): RoutingLabel[] {
  return Array.from({ length: n }, (_, at) => ({ confidence, agreed: at >= wrong }))
}

const options = { grid: [0.9, 0.8, 0.7], alpha: 0.1, delta: 0.1 }

test('the lowest threshold that still passes is taken, and the first failure ends the search', () => {
  // .9: 0 of 100; .8: 5 of 150, P(≤5; 150, .1) = .0019; .7: 30 of 200 are 15 %.
  const { threshold, trace, accepted, coverage } = certifyThreshold(
    [...labels(0.95, 100, 0), ...labels(0.85, 50, 5), ...labels(0.75, 50, 25)],
    options,
  )
  expect(threshold).toBe(0.8)
  expect(trace.map(({ tau, n, k, passed }) => [tau, n, k, passed])).toEqual([
    [0.9, 100, 0, true],
    [0.8, 150, 5, true],
    [0.7, 200, 30, false],
  ])
  expect(accepted).toMatchObject({ n: 150, wrong: 5, share: 5 / 150 })
  expect(coverage).toBe(0.75)
})

test('a threshold below a failed one is never reached, however good', () => {
  const { threshold, reason, trace } = certifyThreshold(
    [...labels(0.95, 150, 30), ...labels(0.85, 2000, 0)],
    { ...options, grid: [0.9, 0.8] },
  )
  // The start is min(128, 1075): .9 with 150 is the first, and 20 % of them are wrong.
  expect([threshold, reason, trace.length]).toEqual([null, 'not_proven', 1])
})

test('the search begins where enough labels are kept, so that a few wrong ones at the top do not end it', () => {
  const { threshold, trace, startAt } = certifyThreshold(
    [...labels(0.95, 10, 3), ...labels(0.85, 190, 5)],
    options,
  )
  // n/2 = 100 is below n_start = 128; .9 keeps 10. P(≤8; 200, .1) = .0014.
  expect(startAt).toBe(100)
  expect(trace[0]).toMatchObject({ tau: 0.8, n: 200, k: 8, passed: true })
  expect(threshold).toBe(0.7)
})

test('with fewer labels than can prove anything, all go to people', () => {
  // n_min = 22
  const { threshold, reason, trace, accepted } = certifyThreshold(labels(0.95, 21, 0), options)
  expect([threshold, reason, trace, accepted]).toEqual([null, 'too_few_labels', [], null])
  expect(certifyThreshold(labels(0.95, 22, 0), options).threshold).toBe(0.7)
  expect(certifyThreshold([], options).reason).toBe('too_few_labels')
})

test('the upper bound is the exact one: 0 wrong of 100 leave 1 − .1^(1/100)', () => {
  const { accepted } = certifyThreshold(labels(0.95, 100, 0), options)
  expect(accepted?.upper).toBeCloseTo(1 - 0.1 ** (1 / 100), 12)
})

test('a certified threshold’s upper bound never exceeds the risk, and neither order matters', () => {
  const label = fc.record({ confidence: fc.double({ min: 0.5, max: 1, noNaN: true }), agreed: fc.boolean() })
  const mostlyRight = fc
    .tuple(label, fc.nat(4))
    .map(([one, luck]) => ({ ...one, agreed: one.agreed || luck > 0 }))
  fc.assert(
    fc.property(fc.array(mostlyRight, { maxLength: 300 }), (drawn) => {
      const certified = certifyThreshold(drawn, { alpha: 0.2, delta: 0.1 })
      expect(certified.accepted?.upper ?? 0).toBeLessThanOrEqual(0.2 + 1e-9)
      expect(certifyThreshold(drawn.toReversed(), { alpha: 0.2, delta: 0.1 })).toEqual(certified)
    }),
  )
})

test('the order and repetition of grid values change nothing', () => {
  const some = [...labels(0.95, 100, 0), ...labels(0.85, 50, 5), ...labels(0.75, 50, 25)]
  expect(certifyThreshold(some, { ...options, grid: [0.7, 0.9, 0.8, 0.9] })).toEqual(
    certifyThreshold(some, options),
  )
})
