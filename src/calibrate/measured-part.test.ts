import { expect, test } from 'vitest'
import type { Selection } from '../domain/eval-set.ts'
import { measuredPart } from './measured-part.ts'
import { evalCase } from './testing/eval-case.ts'

function partOf(...selections: (readonly [Selection['how'], number | null] | null)[]) {
  const cases = selections.map((one) => ({
    raters: {},
    judge: {},
    ...(one !== null && { selection: { how: one[0], probability: one[1], stratum: null } }),
  }))
  return measuredPart(evalCase(cases).set.conversations)
}

test('chosen with different probabilities, each counts for 1/π, 1 on average', () => {
  // 1/π: 2, 10, 10, 2 with mean 6; effective 24² / (4 + 100 + 100 + 4).
  const { isMeasured, weights, weighting } = partOf(
    ['random', 0.5],
    ['random', 0.1],
    ['stratified', 0.1],
    ['enriched', 0.5],
  )
  expect(isMeasured).toEqual([true, true, true, true])
  expect(weights.map((weight) => weight * 6)).toEqual([2, 10, 10, 2].map((one) => expect.closeTo(one, 12)))
  expect(weighting).toEqual({ by: 'inverse_probability', effective: expect.closeTo(576 / 208, 12) })
})

test('chosen with one probability, all count the same', () => {
  expect(partOf(['random', 0.3], ['random', 0.1 + 0.2])).toEqual({
    isMeasured: [true, true],
    weights: [1, 1],
    weighting: { by: 'none', effective: 2 },
  })
})

test('disputes, hand-picked ones and those of unknown chance are not measured on beside others', () => {
  const { isMeasured, weights } = partOf(
    ['random', 0.2],
    ['dispute', 1],
    ['hand_picked', null],
    ['random', null],
    null,
  )
  expect(isMeasured).toEqual([true, false, false, false, false])
  expect(weights).toEqual([1, 0, 0, 0, 0])
})

test('a set that knows no probability counts as it is', () => {
  expect(partOf(['dispute', null], null, ['written', null])).toEqual({
    isMeasured: [true, true, true],
    weights: [1, 1, 1],
    weighting: { by: 'none', effective: 3 },
  })
  expect(partOf()).toEqual({ isMeasured: [], weights: [], weighting: { by: 'none', effective: 0 } })
})
