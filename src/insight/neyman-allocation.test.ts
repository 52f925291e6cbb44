import { expect, test } from 'vitest'
import { neymanAllocation } from './neyman-allocation.ts'

test('strata that are larger or vary more get more', () => {
  // 100 × .1 = 10, 100 × .3 = 30: of 20, one quarter and three
  const { counts } = neymanAllocation(
    [
      { size: 100, deviation: 0.1 },
      { size: 100, deviation: 0.3 },
    ],
    20,
  )
  expect(counts).toEqual([5, 15])
})

test('what costs four times as much is scored half as often', () => {
  const { counts } = neymanAllocation(
    [
      { size: 100, deviation: 0.2, cost: 4 },
      { size: 100, deviation: 0.2 },
    ],
    30,
  )
  expect(counts).toEqual([10, 20])
})

test('a small stratum is scored whole, and what it cannot use goes to the others', () => {
  const { counts } = neymanAllocation(
    [
      { size: 3, deviation: 50 },
      { size: 100, deviation: 0.1 },
      { size: 100, deviation: 0.1 },
    ],
    13,
  )
  expect(counts).toEqual([3, 5, 5])
})

test('every stratum gets two, even one that never varied', () => {
  const { counts } = neymanAllocation(
    [
      { size: 100, deviation: 0 },
      { size: 100, deviation: 0.1 },
    ],
    10,
  )
  expect(counts).toEqual([2, 8])
})

test('two each come before the budget, and all there is before two', () => {
  const strata = [
    { size: 1, deviation: 0.1 },
    { size: 9, deviation: 0.1 },
    { size: 0, deviation: 0.1 },
  ]
  expect(neymanAllocation(strata, 1).counts).toEqual([1, 2, 0])
  expect(neymanAllocation(strata, 50).counts).toEqual([1, 9, 0])
})

test('where nothing is known to vary, size decides', () => {
  const { counts } = neymanAllocation(
    [
      { size: 300, deviation: 0 },
      { size: 100, deviation: 0 },
    ],
    40,
  )
  expect(counts).toEqual([30, 10])
})

test('of equal remainders the earlier stratum is rounded up', () => {
  const stratum = { size: 50, deviation: 0.2 }
  // 10/4 = 2.5 each
  expect(neymanAllocation([stratum, stratum, stratum, stratum], 10).counts).toEqual([3, 3, 2, 2])
})

test('no strata get nothing, and impossible ones are refused', () => {
  expect(neymanAllocation([], 10)).toEqual({ exact: [], counts: [] })
  expect(() => neymanAllocation([{ size: 2.5, deviation: 0.1 }], 1)).toThrow('stratum 0')
  expect(() => neymanAllocation([{ size: 2, deviation: -1 }], 1)).toThrow('deviation of -1')
  expect(() => neymanAllocation([{ size: 2, deviation: 1, cost: 0 }], 1)).toThrow('cost of 0')
})
