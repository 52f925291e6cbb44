import { expect, test } from 'vitest'
import { agreementWeights } from './agreement-weights.ts'

const firstRow = (scheme: Parameters<typeof agreementWeights>[0]) => agreementWeights(scheme, 4)[0]

test('the farther apart two categories stand on the scale, the less they agree', () => {
  expect(firstRow('identity')).toEqual([1, 0, 0, 0])
  expect(firstRow('linear')?.map((weight) => weight * 3)).toEqual(
    [3, 2, 1, 0].map((value) => expect.closeTo(value, 12)),
  )
  // 1 − {0, 1, 4, 9}/9
  expect(firstRow('quadratic')?.map((weight) => weight * 9)).toEqual(
    [9, 8, 5, 0].map((value) => expect.closeTo(value, 12)),
  )
  // 1 − {0, 1, 3, 6}/6
  expect(firstRow('ordinal')?.map((weight) => weight * 6)).toEqual(
    [6, 5, 3, 0].map((value) => expect.closeTo(value, 12)),
  )
})

test('of two categories every scheme makes all or nothing, and one agrees with itself', () => {
  for (const scheme of ['identity', 'linear', 'quadratic', 'ordinal'] as const) {
    expect(agreementWeights(scheme, 2)).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect(agreementWeights(scheme, 1)).toEqual([[1]])
  }
  expect(agreementWeights('quadratic', 0)).toEqual([])
})
