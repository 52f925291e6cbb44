import { describe, expect, test } from 'vitest'
import { advanceCusum, startCusum } from '../../src/calibrate/bernoulli-cusum.ts'
import { advanceEDetector, startEDetector } from '../../src/calibrate/e-detector.ts'
import { advanceEProcess, startEProcess } from '../../src/calibrate/e-process.ts'
import { meanOf, runLengths } from './run-lengths.ts'

// Reference figures: the same procedures in numpy, 8,000 streams (delays 40,000), standard errors below 1.2 % and .4 %.

describe.each([
  { p0: 0.05, delay: 134.7 },
  { p0: 0.08, delay: 94.9 },
  { p0: 0.15, delay: 55.9 },
])('the e-detector for a certified share of $p0', ({ p0, delay }) => {
  const quiet = runLengths(startEDetector(p0), advanceEDetector, {
    rate: p0,
    streams: 1500,
    horizon: 10_000,
    seed: 41,
  })

  test('has its false alarms 1,000 labels apart or more', () => {
    // 1,269 to 1,309 in the reference; a stream cut off at 10,000 counts as short.
    expect(quiet.mean).toBeGreaterThanOrEqual(1000)
  })

  test('holds in evidence what it staked: one unit a label, on average', () => {
    // E[value at the alarm] = E[labels until then] is what the guarantee rests on.
    const gains = meanOf(quiet.values.map((value, at) => value - (quiet.lengths[at] ?? 0)))
    expect(Math.abs(gains.mean)).toBeLessThanOrEqual(3 * gains.se)
  })

  test.each([100, 250, 500])(
    'raises a false alarm within %d labels at most as often as that in 1,000',
    (label) => {
      const most = label / 1000
      expect(quiet.alarmedBy(label)).toBeLessThanOrEqual(most + 3 * Math.sqrt((most * (1 - most)) / 1500))
    },
  )

  test(`notices twice as many wrong verdicts after ${delay} labels on average`, () => {
    const late = runLengths(startEDetector(p0), advanceEDetector, {
      rate: 2 * p0,
      streams: 3000,
      horizon: 10_000,
      seed: 42,
    })
    expect(Math.abs(late.mean - delay)).toBeLessThanOrEqual(4 * late.se)
  })
})

test('the e-detector notices a rise that comes after 500 good labels as soon as one at once', () => {
  const advance = (state: ReturnType<typeof startEDetector>) => advanceEDetector(state, state.n % 10 === 0)
  let settled = startEDetector(0.1)
  while (settled.n < 500) settled = advance(settled)
  const options = { rate: 0.2, streams: 1000, horizon: 10_000, seed: 43 }
  const late = runLengths(settled, advanceEDetector, options)
  const atOnce = runLengths(startEDetector(0.1), advanceEDetector, options)
  expect(settled.alarmAt).toBeNull()
  expect(late.mean - 500).toBeLessThan(atOnce.mean + 4 * atOnce.se)
})

describe.each([0.05, 0.1])('the e-process for a certified share of %d', (p0) => {
  test('raises a false alarm in at most one stream of twenty, however long one looks', () => {
    const { alarmedBy } = runLengths(startEProcess(p0), advanceEProcess, {
      rate: p0,
      streams: 1500,
      horizon: 3000,
      seed: 44,
    })
    // 3·√(.05·.95/1500) = .017
    expect(alarmedBy(3000)).toBeLessThanOrEqual(0.05 + 0.017)
  })

  test('notices twice as many wrong verdicts within 1,000 labels', () => {
    const options = { rate: 2 * p0, streams: 500, horizon: 1000, seed: 45 }
    expect(runLengths(startEProcess(p0), advanceEProcess, options).alarmedBy(1000)).toBeGreaterThan(0.99)
  })
})

test.each([
  { p0: 0.05, between: 3913, delay: 159.3 },
  { p0: 0.08, between: 2388, delay: 95.9 },
  { p0: 0.15, between: 1195, delay: 46.9 },
])(
  'the CUSUM chart for $p0 has false alarms $between labels apart, and notices twice as many after $delay',
  ({ p0, between, delay }) => {
    const options = { streams: 2000, horizon: 100_000, seed: 46 }
    const quiet = runLengths(startCusum(p0), advanceCusum, { ...options, rate: p0 })
    const late = runLengths(startCusum(p0), advanceCusum, { ...options, rate: 2 * p0 })
    // Four standard errors of the difference to the reference, whose own is half as large.
    expect(Math.abs(quiet.mean - between)).toBeLessThanOrEqual(4 * 1.12 * quiet.se)
    expect(Math.abs(late.mean - delay)).toBeLessThanOrEqual(4 * 1.12 * late.se)
  },
)
