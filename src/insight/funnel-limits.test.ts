import { expect, test } from 'vitest'
import { funnelLimits } from './funnel-limits.ts'

test('the limits of two conversations around one half can be worked out by hand', () => {
  // F = 1/4, 3/4, 1. At 2.5 %: r = 0, (0 − (.25 − .025)/.25)/2 < 0. At 97.5 %: r = 2, (2 − (1 − .975)/.25)/2 = .95.
  // At 99.9 %: (2 − .001/.25)/2 = .998.
  const limits = funnelLimits(2, 0.5)
  expect(limits?.warning[0]).toBe(0)
  expect(limits?.warning[1]).toBeCloseTo(0.95, 12)
  expect(limits?.alarm[1]).toBeCloseTo(0.998, 12)
})

test('limits close in on the target as conversations grow', () => {
  const widths = [20, 200, 2000, 20000].map((n) => {
    const [low, high] = funnelLimits(n, 0.12)?.warning ?? [0, 1]
    return high - low
  })
  expect(widths).toEqual([...widths].sort((a, b) => b - a))
  // At 20,000 nearly normal: 2 × 1.96 × √(.12 × .88 / 20000) = .0090
  expect(widths[3]).toBeCloseTo(0.009, 4)
})

test('a target of 0 leaves no room above it, and nothing scored has no limits', () => {
  expect(funnelLimits(50, 0)?.alarm).toEqual([0, 0])
  expect(funnelLimits(50, 1)?.alarm[1]).toBeCloseTo(1, 4)
  expect(funnelLimits(0, 0.1)).toBeNull()
})

test('what is no count or no rate is refused', () => {
  expect(() => funnelLimits(2.5, 0.1)).toThrow('whole number')
  expect(() => funnelLimits(10, 1.2)).toThrow('between 0 and 1')
})
