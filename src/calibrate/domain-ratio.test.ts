import { expect, test } from 'vitest'
import { domainRate } from './domain-rate.ts'
import { domainRatio } from './domain-ratio.ts'

test('the mean is over those it applies to, each label standing for its share of the stratum', () => {
  const strata = [
    // each of 4 stands for 10: one fail of 2 applicable
    { size: 40, labels: [1, 0, null, null] },
    // each of 2 stands for 5: two fails of 2
    { size: 10, labels: [1, 1] },
  ]
  // (10 + 10) / (20 + 10)
  expect(domainRatio(strata, 'finite').value).toBeCloseTo(2 / 3, 12)
})

test('the spread is that of the residuals, and not applicable has none', () => {
  // R = 1/2; residuals ½, −½, 0, 0: variance 1/6; of 16²·(1 − 4/16)/4 times that the root, over Â = 8
  const { se } = domainRatio([{ size: 16, labels: [1, 0, null, null] }], 'finite')
  expect(se).toBeCloseTo(Math.sqrt((16 ** 2 * 0.75 * (1 / 6)) / 4) / 8, 12)
})

test('a period that is labelled throughout is known', () => {
  expect(domainRatio([{ size: 3, labels: [2, null, 1] }], 'finite')).toEqual({
    ...{ value: 1.5, se: 0, interval: [1.5, 1.5] },
  })
})

test('where it applies to nothing, or a stratum has no label, there is no mean', () => {
  for (const labels of [[null, null], []])
    expect(domainRatio([{ size: 9, labels }], 'finite')).toEqual({ value: null, se: null, interval: null })
  expect(domainRatio([], 'finite').value).toBeNull()
  expect(domainRate([{ size: 9, labels: [null] }], 'super')).toMatchObject({ value: null, interval: null })
})

test('one label has a value and no spread', () => {
  expect(domainRatio([{ size: 9, labels: [1] }], 'finite')).toEqual({ value: 1, se: null, interval: null })
})
