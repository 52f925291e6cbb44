import { expect, test } from 'vitest'
import { seededRandom } from '../domain/seeded-random.ts'
import { bootstrapInterval, bootstrapIntervals } from './bootstrap-interval.ts'

const meanOf = (values: readonly number[]) => (drawn: Uint32Array) =>
  drawn.reduce((total, at) => total + (values[at] ?? 0), 0) / drawn.length
const VALUES = Array.from({ length: 40 }, (_, at) => (at * at) % 17)

test('positions are ⌊u·n⌋ of the seed’s numbers, and the bounds quantiles of the replicates', () => {
  const random = seededRandom(5)
  const draw = () => VALUES[Math.floor(random() * 40)] ?? 0
  const mean = () => Array.from({ length: 40 }, draw).reduce((total, value) => total + value, 0) / 40
  const sorted = Array.from({ length: 41 }, mean).sort((a, b) => a - b)
  // 41 replicates: the 2.5 % point is at position 40·.025 = 1, the 97.5 % point at 39
  const { interval } = bootstrapInterval(40, meanOf(VALUES), { seed: 5, replicates: 41 })
  expect(interval?.[0]).toBeCloseTo(sorted[1] ?? 0, 12)
  expect(interval?.[1]).toBeCloseTo(sorted[39] ?? 0, 12)
})

test('the same seed gives the same interval, a lower level a narrower one within', () => {
  const at = (seed: number, level: number) =>
    bootstrapInterval(40, meanOf(VALUES), { seed, level }).interval ?? [0, 0]
  expect(at(1, 0.95)).toEqual(at(1, 0.95))
  expect(at(2, 0.95)).not.toEqual(at(1, 0.95))
  expect(at(1, 0.8)[0]).toBeGreaterThan(at(1, 0.95)[0])
  expect(at(1, 0.8)[1]).toBeLessThan(at(1, 0.95)[1])
})

test('several statistics of the same draws are what each is alone', () => {
  const half = VALUES.map((value) => value / 2)
  const both = bootstrapIntervals(
    40,
    (drawn) => ({ all: meanOf(VALUES)(drawn), half: meanOf(half)(drawn) }),
    {
      seed: 3,
    },
  )
  expect(both.all).toEqual(bootstrapInterval(40, meanOf(VALUES), { seed: 3 }))
  expect(both.half.interval?.map((bound) => bound * 2)).toEqual(both.all.interval)
})

test('whoever resamples conversations keeps their parts together', () => {
  // Ten conversations of five equal findings say no more than ten findings, though there are fifty.
  const conversations = [0, 1, 1, 0, 1, 1, 1, 0, 1, 1]
  const findings = conversations.flatMap((value) => new Array<number>(5).fill(value))
  const width = (units: number, statistic: (drawn: Uint32Array) => number) => {
    const [low, high] = bootstrapInterval(units, statistic, { seed: 8 }).interval ?? [0, 0]
    return high - low
  }
  const byConversation = width(10, meanOf(conversations))
  const byFinding = width(50, meanOf(findings))
  // √5 = 2.24 times as wide, but for the coarse steps of tenths
  expect(byConversation / byFinding).toBeGreaterThan(1.8)
})

test('replicates without a value are left out and counted', () => {
  // One of the forty is missing from a sample of forty in (1 − 1/40)^40 = 36 % of the replicates.
  const rare = (drawn: Uint32Array) => (drawn.includes(7) ? 1 : null)
  const often = bootstrapInterval(40, rare, { seed: 1 })
  expect(often).toMatchObject({ interval: null, reason: 'often_undefined' })
  // Standard deviation √(.36·.64/2000) = .011: four of them either way
  expect(Math.abs(often.undefinedShare - 0.363)).toBeLessThan(0.044)

  // One of four is in 1 − (1 − 4/40)^40 = 98.5 %.
  const likely = (drawn: Uint32Array) => (drawn.some((at) => at < 4) ? meanOf(VALUES)(drawn) : null)
  const seldom = bootstrapInterval(40, likely, { seed: 1 })
  expect(seldom.reason).toBeNull()
  expect(seldom.interval).not.toBeNull()
  expect(Math.abs(seldom.undefinedShare - 0.0148)).toBeLessThan(0.011)
})

test('below two units nothing can vary, so there is no interval', () => {
  const none = { interval: null, undefinedShare: 0, reason: 'too_few_units' }
  expect(bootstrapInterval(1, () => 0.5, { seed: 1 })).toEqual(none)
  expect(bootstrapInterval(0, () => null, { seed: 1 })).toEqual(none)
})

test('where every replicate gives the same value there is no interval, rather than one without a width', () => {
  const none = { interval: null, undefinedShare: 0, reason: 'no_variation' }
  expect(bootstrapInterval(103, () => 1, { seed: 1 })).toEqual(none)
  // Thirds that are added up in the order drawn differ in their last digits.
  const thirds = new Array<number>(40).fill(1 / 3)
  expect(bootstrapInterval(40, meanOf(thirds), { seed: 1 })).toEqual(none)
})
