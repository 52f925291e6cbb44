import { expect, test } from 'vitest'
import { clopperPearson } from './clopper-pearson.ts'
import { binomialCdf } from './distributions.ts'

test('none or all of n leave one bound, from which so few were to be expected in 1 of 40 samples', () => {
  // (1 − p)^20 = .025 → p = 1 − .025^(1/20)
  const bound = 1 - 0.025 ** (1 / 20)
  expect(clopperPearson(0, 20)).toEqual([0, expect.closeTo(bound, 12)])
  expect(clopperPearson(20, 20)).toEqual([expect.closeTo(1 - bound, 12), 1])
})

test('at each bound what was seen lies in a tail of 2.5 %', () => {
  const [low, high] = clopperPearson(3, 60) ?? [0, 1]
  expect(1 - binomialCdf(2, 60, low)).toBeCloseTo(0.025, 10)
  expect(binomialCdf(3, 60, high)).toBeCloseTo(0.025, 10)
})

test('a lower level is a narrower interval', () => {
  const [low, high] = clopperPearson(3, 60, 0.9) ?? [0, 1]
  expect(1 - binomialCdf(2, 60, low)).toBeCloseTo(0.05, 10)
  expect(binomialCdf(3, 60, high)).toBeCloseTo(0.05, 10)
})

test('of nothing there is no share', () => {
  expect(clopperPearson(0, 0)).toBeNull()
})
