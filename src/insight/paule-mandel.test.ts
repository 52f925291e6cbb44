import { expect, test } from 'vitest'
import { pauleMandel } from './paule-mandel.ts'

test('with equal variances τ² is what the sample variance leaves over them', () => {
  // y = .1, .2, .3: mean .2, sample variance .01; less s² = .004 leaves .006. Shrunk by .006/.010.
  const { tau2, mu, shrunk } = pauleMandel([0.1, 0.2, 0.3], [0.004, 0.004, 0.004])
  expect(tau2).toBeCloseTo(0.006, 12)
  expect(mu).toBeCloseTo(0.2, 12)
  expect(shrunk[0]).toBeCloseTo(0.2 - 0.6 * 0.1, 12)
})

test('agents who differ less than their variances explain are pooled whole', () => {
  const { tau2, shrunk } = pauleMandel([0.1, 0.11, 0.09], [0.01, 0.01, 0.01])
  expect(tau2).toBe(0)
  for (const value of shrunk) expect(value).toBeCloseTo(0.1, 12)
})

test('values known exactly stay as they are, and their sample variance is τ²', () => {
  // (.1² + .1²)/1 = .02
  const { tau2, shrunk } = pauleMandel([0.1, 0.3], [0, 0])
  expect(tau2).toBeCloseTo(0.02, 12)
  expect(shrunk).toEqual([0.1, 0.3])
})

test('one value known exactly is the mean where nothing else contradicts it', () => {
  const { tau2, mu, shrunk } = pauleMandel([0.1, 0.12], [0, 0.04])
  expect([tau2, mu, shrunk]).toEqual([0, 0.1, [0.1, 0.1]])
})

test('a difference that one cannot see is not made up', () => {
  expect(pauleMandel([], [])).toEqual({ tau2: null, mu: null, shrunk: [], reason: 'no_agents' })
  expect(pauleMandel([0.2], [0.01])).toEqual({ tau2: null, mu: 0.2, shrunk: [0.2], reason: 'one_agent' })
})

test('values that are no estimates are refused', () => {
  expect(() => pauleMandel([0.1, 0.2], [0.01])).toThrow('2 estimates with 1 variances')
  expect(() => pauleMandel([0.1, Number.NaN], [0.01, 0.01])).toThrow('estimate 1')
  expect(() => pauleMandel([0.1, 0.2], [0.01, -1])).toThrow('estimate 1')
})
