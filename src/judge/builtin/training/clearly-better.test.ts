import { expect, test } from 'vitest'
import { clearlyBetter } from './clearly-better.ts'

const TARGETS = Array.from({ length: 200 }, (_, at) => at % 2)
/** The targets with every so many-th wrong. */
const wrongEvery = (every: number) => TARGETS.map((target, at) => (at % every === 1 ? 1 - target : target))

test('much better is clear, the same the other way round is not', () => {
  // κ .8 against .33
  expect(clearlyBetter(wrongEvery(10), wrongEvery(3), TARGETS, 2)).toBe(true)
  expect(clearlyBetter(wrongEvery(3), wrongEvery(10), TARGETS, 2)).toBe(false)
})

test('as good is not better', () => {
  expect(clearlyBetter(wrongEvery(5), wrongEvery(5), TARGETS, 2)).toBe(false)
})

test('two right more of 200 may be chance', () => {
  const two = wrongEvery(10).map((decided, at) => (at === 11 || at === 21 ? (TARGETS[at] ?? 0) : decided))
  expect(two.filter((decided, at) => decided !== wrongEvery(10)[at])).toHaveLength(2)
  expect(clearlyBetter(two, wrongEvery(10), TARGETS, 2)).toBe(false)
})

test('the comparison is paired: always right where the other is wrong is clear with fewer', () => {
  // 12 of 200 more, and none less: the chance to draw none of twelve is (188/200)^200 = 4·10⁻⁶.
  const wrong = wrongEvery(10)
  const better = wrong.map((decided, at) => (at < 120 ? (TARGETS[at] ?? 0) : decided))
  expect(better.filter((decided, at) => decided !== wrong[at])).toHaveLength(12)
  expect(clearlyBetter(better, wrong, TARGETS, 2)).toBe(true)
})
