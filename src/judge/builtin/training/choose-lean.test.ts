import { expect, test } from 'vitest'
import { chooseLean } from './choose-lean.ts'

const VERDICTS = ['pass', 'fail'] as const
const sharesOf = (fails: readonly number[]) => fails.map((fail) => Float64Array.of(1 - fail, fail))

test('fails that are given too low a probability are leaned to', () => {
  // A fail at .45 has 1 − .45 = .55 for a pass: from a lean above .1 on it is the likelier.
  const shares = sharesOf([...new Array<number>(10).fill(0.45), ...new Array<number>(10).fill(0.1)])
  expect(
    chooseLean(shares, [...new Array<number>(10).fill(1), ...new Array<number>(10).fill(0)], VERDICTS),
  ).toBe(0.15)
})

test('fails that are given too high a probability are leaned from', () => {
  // .55 is no fail any more from a lean of less than −.1 on; of those that agree as well the first tried is taken.
  const shares = sharesOf([...new Array<number>(10).fill(0.95), ...new Array<number>(10).fill(0.55)])
  expect(
    chooseLean(shares, [...new Array<number>(10).fill(1), ...new Array<number>(10).fill(0)], VERDICTS),
  ).toBe(-0.3)
})

test('what agrees already is not leaned', () => {
  const shares = sharesOf([0.9, 0.8, 0.7, 0.3, 0.2, 0.1])
  expect(chooseLean(shares, [1, 1, 1, 0, 0, 0], VERDICTS)).toBe(0)
})

test('a gain of no more than .005 is none', () => {
  // Half of 500 fail, so κ = 1 − 2·wrong/500: one fewer wrong gains .004, two gain .008.
  const targets = Array.from({ length: 500 }, (_, at) => (at < 250 ? 1 : 0))
  const fails = targets.map((target, at) => (at === 0 ? 0.48 : at % 10 === 1 ? 1 - target : target))
  expect(chooseLean(sharesOf(fails), targets, VERDICTS)).toBe(0)
  const two = fails.map((fail, at) => (at === 2 ? 0.48 : fail))
  expect(chooseLean(sharesOf(two), targets, VERDICTS)).toBe(0.05)
})
