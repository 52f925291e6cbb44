import { expect, test } from 'vitest'
import { hajekDifference } from './hajek-difference.ts'

const finite = { lambda: 1, estimand: 'finite' } as const

test('errors count by how many conversations they stand for', () => {
  // weights 2 and 6, errors 1 and 0: mean 1/4; F̄ = 1/2
  const labels = [
    { people: 3, judge: 2, probability: 1 / 2 },
    { people: 0, judge: 0, probability: 1 / 6 },
  ]
  const found = hajekDifference([1, 1, 0, 0], labels, finite)
  expect(found.value).toBeCloseTo(0.75, 12)
  // weights make 8 of the 4 there are: ½ + 2·1/4
  expect(found.unscaled).toBeCloseTo(1, 12)
  expect(found.effective).toBeCloseTo(1.6, 12)
  // n/(n−1) = 2; ½·4·(3/4)² + ⅚·36·(1/4)² = 3; over 8²
  expect(found.se).toBeCloseTo(Math.sqrt((2 * 3) / 64), 12)
})

test('labels that were sure to be chosen are certain of the period, not of what is behind it', () => {
  const labels = [1, 0, 1].map((people) => ({ people, judge: 0, probability: 1 }))
  const all = [0, 0, 0]
  expect(hajekDifference(all, labels, finite)).toMatchObject({ se: 0, interval: [2 / 3, 2 / 3] })
  // n/(n−1)·Σ(e − ē)²/n² = 3/2·(2/3)/9 = 1/9
  expect(hajekDifference(all, labels, { lambda: 1, estimand: 'super' }).se).toBeCloseTo(1 / 3, 12)
})

test('one label has no spread, none has no value', () => {
  expect(hajekDifference([1], [{ people: 1, judge: 1, probability: 0.5 }], finite)).toMatchObject({
    ...{ value: 1, se: null, interval: null },
  })
  expect(hajekDifference([1], [], finite)).toMatchObject({ value: null, unscaled: null, effective: 0 })
})
