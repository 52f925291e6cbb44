import { expect, test } from 'vitest'
import { bcaInterval } from './bca-interval.ts'
import { bootstrapInterval } from './bootstrap-interval.ts'

const meanOf = (values: readonly number[]) => (drawn: Uint32Array) =>
  drawn.reduce((total, at) => total + (values[at] ?? 0), 0) / drawn.length

test('the acceleration is the skewness of the mean, a sixth of it', () => {
  // Without unit i the mean is off by (x_i − x̄)/(n − 1): a = Σ(x − x̄)³/(6(Σ(x − x̄)²)^1.5)
  // x = 0, 0, 0, 4: deviations −1, −1, −1, 3: cubes 24, squares 12
  const { acceleration } = bcaInterval(4, meanOf([0, 0, 0, 4]), { seed: 1, replicates: 500 })
  expect(acceleration).toBeCloseTo(24 / (6 * 12 ** 1.5), 12)
})

test('of a skewed sample both bounds move towards the long tail', () => {
  const skewed = Array.from({ length: 40 }, (_, at) => Math.exp(at / 10))
  const { interval, percentile, acceleration, reason } = bcaInterval(40, meanOf(skewed), { seed: 7 })
  expect(acceleration).toBeGreaterThan(0)
  expect(interval?.[0]).toBeGreaterThan(percentile?.[0] ?? 0)
  expect(interval?.[1]).toBeGreaterThan(percentile?.[1] ?? 0)
  expect(reason).toBeNull()
})

test('its replicates are those of the plain interval for the seed', () => {
  const values = Array.from({ length: 40 }, (_, at) => (at * at) % 17)
  const { percentile } = bcaInterval(40, meanOf(values), { seed: 3, level: 0.9 })
  expect(percentile).toEqual(bootstrapInterval(40, meanOf(values), { seed: 3, level: 0.9 }).interval)
})

test('a statistic that never changes has no interval: its replicates say nothing of how sure it is', () => {
  // Every replicate equals the value and counts half as below it: z0 = 0
  expect(bcaInterval(10, () => 0.5, { seed: 1, replicates: 100 })).toMatchObject({
    ...{ value: 0.5, interval: null, percentile: [0.5, 0.5], z0: 0, acceleration: 0, sd: 0 },
    reason: 'no_variation',
    shares: [expect.closeTo(0.025, 12), expect.closeTo(0.975, 12)],
  })
})

test('it has no value, and says why, where there is none to be had', () => {
  const options = { seed: 1, replicates: 200 }
  expect(bcaInterval(1, () => 0.5, options)).toMatchObject({
    value: 0.5,
    interval: null,
    reason: 'too_few_units',
  })
  expect(bcaInterval(0, () => null, options)).toMatchObject({ value: null, reason: 'too_few_units' })
  expect(bcaInterval(9, () => null, options)).toMatchObject({ value: null, reason: 'undefined' })
  // One of the forty is missing in 36 % of the replicates.
  const rare = (drawn: Uint32Array) => (drawn.includes(7) ? 1 : null)
  expect(bcaInterval(40, rare, options)).toMatchObject({ interval: null, reason: 'often_undefined' })
  // The share of units that were drawn is 1 of the whole sample and of no other.
  const drawnShare = (drawn: Uint32Array) => new Set(drawn).size
  const { interval, reason, z0 } = bcaInterval(20, drawnShare, options)
  expect([interval, reason, z0]).toEqual([null, 'one_sided', null])
})

test('a few replicates without a value are left out and counted', () => {
  const values = Array.from({ length: 40 }, (_, at) => at % 7)
  // One of four is in 98.5 % of the replicates.
  const likely = (drawn: Uint32Array) => (drawn.some((at) => at < 4) ? meanOf(values)(drawn) : null)
  const { interval, undefinedCount } = bcaInterval(40, likely, { seed: 1 })
  expect(interval).not.toBeNull()
  expect(undefinedCount).toBeGreaterThan(0)
})
