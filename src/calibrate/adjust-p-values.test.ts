import { expect, test } from 'vitest'
import { adjustPValues } from './adjust-p-values.ts'

const P = [0.01, 0.04, 0.03, 0.005]
const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12))

test('Holm: the smallest times the number of tests, the next times one less, and never falling', () => {
  // .005·4, .01·3, .03·2, then .04·1 raised to .06
  expect(adjustPValues(P, 'holm')).toEqual(near([0.03, 0.06, 0.06, 0.02]))
})

test('Benjamini–Hochberg: times tests over rank, and never above a later one', () => {
  // .005·4/1, .01·4/2, then .03·4/3 and .04·4/4
  expect(adjustPValues(P, 'benjamini-hochberg')).toEqual(near([0.02, 0.04, 0.04, 0.02]))
})

test('Benjamini–Yekutieli: the same times 1 + ½ + ⅓ + ¼', () => {
  expect(adjustPValues(P, 'benjamini-yekutieli')).toEqual(
    near([0.02, 0.04, 0.04, 0.02].map((p) => (p * 25) / 12)),
  )
})

test('an adjusted value is a probability', () => {
  expect(adjustPValues([0.6, 0.9], 'holm')).toEqual([1, 1])
})

test('what was not tested stays so and costs the others nothing', () => {
  expect(adjustPValues([0.01, null, 0.04], 'holm')).toEqual([0.02, null, 0.04])
  expect(adjustPValues([], 'holm')).toEqual([])
  expect(adjustPValues([null], 'benjamini-hochberg')).toEqual([null])
})
