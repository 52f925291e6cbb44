import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareWithin } from './share-within.ts'

const claim = (weight: number, least: number, most: number) => ({ weight, otherwise: 1, least, most })

test('within the bounds shares are in proportion to the weights', () => {
  expect(shareWithin(12, [claim(1, 0, 100), claim(3, 0, 100)])).toEqual([3, 9])
})

test('what one may not take goes to the others, in proportion', () => {
  // 10 to 1:1:8 would be 1, 1, 8; with at most 4 the other 6 go half and half.
  expect(shareWithin(10, [claim(1, 0, 100), claim(1, 0, 100), claim(8, 0, 4)])).toEqual([3, 3, 4])
})

test('bounds on both sides at once are met with nothing lost', () => {
  // λ = 1: .5 → 2, 3 and 3 in proportion, 9 → 4.
  expect(shareWithin(12, [claim(0.5, 2, 9), claim(3, 2, 9), claim(3, 2, 9), claim(9, 2, 4)])).toEqual([
    2, 3, 3, 4,
  ])
})

test('bounds win over the total', () => {
  expect(shareWithin(1, [claim(1, 2, 5), claim(1, 2, 5)])).toEqual([2, 2])
  expect(shareWithin(99, [claim(1, 2, 5), claim(0, 2, 7)])).toEqual([5, 7])
})

test('weight 0 gets its least until the others have all they may take', () => {
  expect(shareWithin(6, [claim(1, 0, 5), claim(0, 1, 9)])).toEqual([5, 1])
  expect(shareWithin(9, [claim(1, 0, 5), claim(0, 1, 9)])).toEqual([5, 4])
})

test('nobody gets nothing', () => {
  expect(shareWithin(5, [])).toEqual([])
})

test('whatever the bounds allow is given out, within them and in proportion', () => {
  const claims = fc.array(
    fc.record({ weight: fc.double({ min: 0.01, max: 10 }), least: fc.nat(5), room: fc.nat(20) }),
    { minLength: 1, maxLength: 9 },
  )
  fc.assert(
    fc.property(claims, fc.double({ min: 0, max: 1 }), (given, part) => {
      const all = given.map(({ weight, least, room }) => claim(weight, least, least + room))
      const [least, most] = [all.reduce((s, c) => s + c.least, 0), all.reduce((s, c) => s + c.most, 0)]
      const total = least + part * (most - least)
      const shares = shareWithin(total, all)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 8)
      const free = all.flatMap((one, at) => {
        const share = shares[at] ?? -1
        expect(share).toBeGreaterThanOrEqual(one.least)
        expect(share).toBeLessThanOrEqual(one.most)
        return share > one.least + 1e-9 && share < one.most - 1e-9 ? [share / one.weight] : []
      })
      for (const rate of free) expect(rate).toBeCloseTo(free[0] ?? 0, 8)
    }),
    { seed: 3, numRuns: 300 },
  )
})
