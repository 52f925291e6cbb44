import { expect, test } from 'vitest'
import { binomialCdf } from './distributions.ts'
import { thresholdSampleSizes } from './threshold-sample-sizes.ts'

test('59 flawless labels prove that at most 5 % are wrong, with 5 % error, and 58 do not', () => {
  // .95^59 = .0485, .95^58 = .0510
  expect(thresholdSampleSizes(0.05, 0.05).nMin).toBe(59)
})

test('with 361 labels a judge wrong on 2.5 % is certified at 5 % four times out of five', () => {
  const { nStart } = thresholdSampleSizes(0.05, 0.05)
  expect(nStart).toBe(361)
  // 11 of 361 may be wrong (p = .0494; with 12 it is .0843); at 2.5 % that happens with probability .803.
  expect(binomialCdf(11, 361, 0.05)).toBeLessThanOrEqual(0.05)
  expect(binomialCdf(12, 361, 0.05)).toBeGreaterThan(0.05)
  expect(binomialCdf(11, 361, 0.025)).toBeGreaterThanOrEqual(0.8)
})

test('more power takes more labels, and the fewest that can prove anything stay', () => {
  const usual = thresholdSampleSizes(0.1, 0.1)
  const strong = thresholdSampleSizes(0.1, 0.1, 0.95)
  expect(strong.nStart).toBeGreaterThan(usual.nStart)
  expect(strong.nMin).toBe(usual.nMin)
})

test.each([0, 1, -0.1, Number.NaN])('a risk of %d is refused', (alpha) => {
  expect(() => thresholdSampleSizes(alpha, 0.05)).toThrow('between 0 and 1')
})
