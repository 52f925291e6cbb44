import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateShare } from './estimate.ts'
import { weightedShare } from './weighted-share.ts'
import { wilsonInterval } from './wilson-interval.ts'

const hit = ({ isHit }: { isHit: boolean }) => isHit

test('with weights of 1 it is the plain share', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (hits, misses) => {
      const all = [...Array(hits).fill(true), ...Array(misses).fill(false)]
      const ones = all.map((isHit: boolean) => ({ isHit, weight: 1 }))
      expect(weightedShare(ones, hit)).toEqual(estimateShare(hits, hits + misses))
    }),
  )
})

test('what was chosen half as often counts twice, and its interval is that of fewer', () => {
  // Weights 2, 2, 1, 1: hits 2 + 1 of 6. Effective (6²)/(4 + 4 + 1 + 1) = 3.6, of which 1.8.
  const all = [
    { isHit: true, weight: 2 },
    { isHit: false, weight: 2 },
    { isHit: true, weight: 1 },
    { isHit: false, weight: 1 },
  ]
  const { value, n, interval } = weightedShare(all, hit)
  expect([value, n]).toEqual([0.5, 4])
  const expected = wilsonInterval(1.8, 3.6) ?? []
  expect(interval).toEqual(expected.map((bound) => expect.closeTo(bound, 12)))
})

test('of nothing there is no share', () => {
  expect(weightedShare([], () => true)).toEqual({ value: null, n: 0, interval: null })
})
