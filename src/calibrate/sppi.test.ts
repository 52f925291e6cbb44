import { expect, test } from 'vitest'
import { type SppiStratum, sppi } from './sppi.ts'

const labels = { tp: 17, fn: 3, fp: 4, tn: 76 }
const one: SppiStratum = { share: 1, labels, size: 9900, judgeFailed: 0.214 }

test('the value is without pseudo-counts, the interval around a centre with them', () => {
  // cells + .5 of 102: people 21/102, judge 22/102, covariance 17.5/102 − (21·22)/102² = .127163
  const covariance = 17.5 / 102 - (21 * 22) / 102 ** 2
  const lambda = covariance / (0.214 * 0.786 * (1 + 100 / 9900))
  const found = sppi([one], 'super')
  expect(found.lambda).toBeCloseTo(lambda, 12)
  expect(found.value).toBeCloseTo(lambda * 0.214 + 0.2 - lambda * 0.21, 12)
  expect(found.centre).toBeCloseTo(lambda * 0.214 + 21 / 102 - (lambda * 22) / 102, 12)
  expect(found.disagreements).toBe(7)
})

test('of the period itself the interval is narrower by the share that is labelled, and by what the judge’s own varies', () => {
  // a quarter is labelled: with one and the same λ the variance of the labels counts by 3/4
  const certain = { share: 1, labels: { tp: 50, fn: 0, fp: 0, tn: 50 }, size: 400, judgeFailed: 0.5 }
  const { lambda, se } = sppi([certain], 'finite')
  // covariance 50.5/102 − 1/4 = .245098, over 1/4
  const follow = 4 * (50.5 / 102 - 0.25)
  expect(lambda).toBeCloseTo(follow, 12)
  const spread = 0.25 - 2 * follow * (50.5 / 102 - 0.25) + follow ** 2 / 4
  expect(se).toBeCloseTo(Math.sqrt((spread / 102) * 0.75), 12)
})

test('no disagreement at all is no certainty', () => {
  const { interval } = sppi([{ ...one, labels: { tp: 10, fn: 0, fp: 0, tn: 90 }, judgeFailed: 0.1 }], 'super')
  expect((interval?.[1] ?? 0) - (interval?.[0] ?? 0)).toBeGreaterThan(0.03)
})

test('the judge is followed neither backwards nor beyond its word', () => {
  expect(sppi([{ ...one, labels: { tp: 0, fn: 50, fp: 50, tn: 0 } }], 'super').lambda).toBe(0)
  // the labels happen to vary far more than the judge does elsewhere
  expect(
    sppi([{ ...one, labels: { tp: 50, fn: 0, fp: 0, tn: 50 }, judgeFailed: 0.02 }], 'super').lambda,
  ).toBe(1)
})

test('a judge that fails nothing, or has nothing else to judge, leaves the labels alone', () => {
  // (20 + 1) / 102
  for (const alone of [
    { ...one, judgeFailed: 0 },
    { ...one, size: 0, judgeFailed: null },
  ])
    expect(sppi([alone], 'super')).toMatchObject({ lambda: 0, value: 0.2, centre: 21 / 102 })
})

test('pseudo-counts are shared out by labels: strata alike give the centre of one', () => {
  const half = { tp: 8.5, fn: 1.5, fp: 2, tn: 38 }
  const two = [0, 1].map(() => ({ share: 0.5, labels: half, size: 5000, judgeFailed: 0.214 }))
  const whole = sppi([{ ...one, size: 10_000 }], 'finite')
  const found = sppi(two, 'finite')
  expect(found.centre).toBeCloseTo(whole.centre ?? 0, 12)
  expect(found.se).toBeCloseTo(whole.se ?? 0, 12)
  expect(found.lambda).toBeCloseTo(whole.lambda ?? 0, 12)
})

test('a period that is labelled throughout is known', () => {
  const all = sppi([{ share: 1, labels, size: 100, judgeFailed: 0.21 }], 'finite')
  expect(all.value).toBeCloseTo(0.2, 12)
  expect(all.se).toBe(0)
  expect(all.interval).toEqual([0.2, 0.2])
})

test('the interval ends where shares do', () => {
  const { interval } = sppi([{ ...one, labels: { tp: 0, fn: 0, fp: 0, tn: 20 }, judgeFailed: 0.01 }], 'super')
  expect(interval?.[0]).toBe(0)
})

test('a stratum without a label, or no label, has no value', () => {
  const none = { tp: 0, fn: 0, fp: 0, tn: 0 }
  expect(sppi([{ ...one, labels: none }], 'super')).toMatchObject({ value: null, reason: 'no_labels' })
  expect(sppi([], 'super')).toMatchObject({ value: null, interval: null, reason: 'no_labels' })
  expect(
    sppi(
      [
        { ...one, share: 0.5 },
        { ...one, share: 0.5, labels: none },
      ],
      'finite',
    ),
  ).toMatchObject({ value: null, reason: 'stratum_without_labels' })
})
