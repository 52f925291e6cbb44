import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mcnemarTest } from './mcnemar.ts'

test('one against seven: exact and mid-p are sums of nine binomial terms', () => {
  const { exact, midP, eValue } = mcnemarTest(1, 7)
  // P(≤1; 8, ½) = 9/256, twice is 18/256; less P(1) = 8/256.
  expect(exact).toBeCloseTo(18 / 256, 12)
  expect(midP).toBeCloseTo(10 / 256, 12)
  // 2^8 · 1!·7!/9! = 256/72
  expect(eValue).toBeCloseTo(256 / 72, 12)
})

test('a tie is no evidence: p is 1, and mid-p 1 less half its probability', () => {
  // P(5; 10, ½) = 252/1024
  expect(mcnemarTest(5, 5).exact).toBe(1)
  expect(mcnemarTest(5, 5).midP).toBeCloseTo(1 - 126 / 1024, 12)
})

test('two judges that never differ are not told apart', () => {
  expect(mcnemarTest(0, 0)).toEqual({ exact: 1, midP: 1, eValue: 1 })
})

test('the judges’ order changes nothing, and no value leaves its range', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(2000), (b, c) => {
      const { exact, midP, eValue } = mcnemarTest(b, c)
      expect(mcnemarTest(c, b)).toEqual({ exact, midP, eValue })
      expect(midP).toBeGreaterThanOrEqual(0)
      expect(midP).toBeLessThanOrEqual(exact)
      expect(exact).toBeLessThanOrEqual(1)
      expect(Number.isFinite(eValue)).toBe(true)
    }),
  )
})

test('the e-value keeps its promise at once: it is 1 on average where there is no difference', () => {
  // Σ P(b; 30, ½)·e(b, 30 − b): every term is 1/31.
  let [mean, weight] = [0, 2 ** -30]
  for (let b = 0; b <= 30; b += 1) {
    mean += weight * mcnemarTest(b, 30 - b).eValue
    weight *= (30 - b) / (b + 1)
  }
  expect(mean).toBeCloseTo(1, 12)
})

test('half a conversation is refused', () => {
  expect(() => mcnemarTest(1.5, 2)).toThrow('whole numbers')
  expect(() => mcnemarTest(-1, 2)).toThrow('whole numbers')
})
