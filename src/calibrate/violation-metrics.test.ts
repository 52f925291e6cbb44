import { expect, test } from 'vitest'
import { confusionOf, violationMetrics } from './violation-metrics.ts'
import { wilsonInterval } from './wilson-interval.ts'

test('each share with its own denominator and Wilson interval', () => {
  const metrics = violationMetrics({ tp: 8, fp: 3, fn: 2, tn: 27 })
  expect(metrics.precision).toEqual({ value: 8 / 11, n: 11, interval: wilsonInterval(8, 11) })
  expect(metrics.recall).toEqual({ value: 8 / 10, n: 10, interval: wilsonInterval(8, 10) })
  expect(metrics.trueNegativeRate).toEqual({ value: 27 / 30, n: 30, interval: wilsonInterval(27, 30) })
  // (.8 + .9)/2
  expect(metrics.balancedAccuracy).toBeCloseTo(0.85, 12)
})

test('F1 takes its interval from the share of true among all that either failed', () => {
  const { f1 } = violationMetrics({ tp: 8, fp: 3, fn: 2, tn: 27 })
  // 2·8/(16 + 3 + 2) = 16/21. s = 8/13 has Wilson [.35520, .82292]; 2s/(1 + s): [.52420, .90286]
  expect(f1.value).toBeCloseTo(16 / 21, 12)
  expect(f1.n).toBe(13)
  expect(f1.interval?.[0]).toBeCloseTo(0.5242, 4)
  expect(f1.interval?.[1]).toBeCloseTo(0.90286, 4)
})

test('without a violation on either side only the true negative rate is known', () => {
  const none = { value: null, n: 0, interval: null }
  const metrics = violationMetrics({ tp: 0, fp: 0, fn: 0, tn: 5 })
  expect(metrics).toMatchObject({ precision: none, recall: none, f1: none, balancedAccuracy: null })
  expect(metrics.trueNegativeRate.value).toBe(1)
})

test('a judge that finds none of the violations there are has recall 0, which is not unknown', () => {
  const { precision, recall, f1 } = violationMetrics({ tp: 0, fp: 0, fn: 4, tn: 6 })
  expect([precision.value, recall.value, f1.value]).toEqual([null, 0, 0])
})

test('people come first in a pair, and what is neither pass nor fail is left out and counted', () => {
  const confusion = confusionOf([
    ['fail', 'fail'],
    ['pass', 'fail'],
    ['pass', 'fail'],
    ['fail', 'pass'],
    ['pass', 'pass'],
    ['na', 'pass'],
    ['fail', 'na'],
    ['pass', null],
  ])
  expect(confusion).toEqual({ tp: 1, fp: 2, fn: 1, tn: 1, leftOut: 3 })
})
