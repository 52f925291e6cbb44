import { expect, test } from 'vitest'
import { makeActLookUp } from '../features/order-of-acts.ts'
import { actsOf, type Marked } from '../testing/acts-of.ts'
import { chooseThresholds, codeOf, type StepsCase, stepsKappa } from './choose-thresholds.ts'

const STEPS = { when: 'customer_upset', require: ['empathy', 'explanation'] }
const heads = { customer: ['customer_upset'], agent: ['empathy', 'explanation'] }
const lookUp = makeActLookUp(heads)

/** An upset customer, and an agent who explains after this much empathy. */
function caseOf(upset: number, empathy: number, verdict: StepsCase['verdict']): StepsCase {
  const marked: Marked[] = [
    ['customer', { customer_upset: upset }],
    ['agent', { empathy, explanation: 0 }],
    ['agent', { empathy: 0, explanation: 0.9 }],
  ]
  const { reading, shares } = actsOf(marked)
  return { reading, shares, verdict }
}

/** Raters who count empathy from .35 on, and upset from .65 on. */
const cases: StepsCase[] = [
  caseOf(0.9, 0.35, 'pass'),
  caseOf(0.9, 0.9, 'pass'),
  caseOf(0.9, 0.25, 'fail'),
  caseOf(0.66, 0.1, 'fail'),
  caseOf(0.55, 0.1, 'not_applicable'),
  caseOf(0.1, 0.9, 'not_applicable'),
]

test('the thresholds are those that agree best together', () => {
  const chosen = chooseThresholds(STEPS, cases, lookUp)
  expect(chosen).toMatchObject({ customer_upset: 0.6, empathy: 0.3 })
  expect(stepsKappa(STEPS, chosen, cases, lookUp)).toBe(1)
})

test('each act gets its own, an act that comes twice one only', () => {
  const twice = { when: 'customer_upset', require: ['empathy', 'empathy'] }
  expect(Object.keys(chooseThresholds(twice, cases, lookUp))).toEqual(['customer_upset', 'empathy'])
})

test('agreement of thresholds is κ over the three verdicts', () => {
  // At .7 for the upset the fourth case is not applicable: 5 of 6 agree; by chance (2·2 + 1·2 + 3·2)/36 = 12/36
  // → (30 − 12)/(36 − 12) = 18/24
  const kappa = stepsKappa(STEPS, { customer_upset: 0.7, empathy: 0.3, explanation: 0.5 }, cases, lookUp)
  expect(kappa).toBeCloseTo(18 / 24, 12)
})

test('without cases the thresholds are some of those tried', () => {
  const chosen = chooseThresholds(STEPS, [], lookUp)
  expect(Object.keys(chosen)).toEqual(['customer_upset', 'empathy', 'explanation'])
})

test('verdicts have the codes 0, 1 and 2', () => {
  expect((['pass', 'fail', 'not_applicable'] as const).map(codeOf)).toEqual([0, 1, 2])
})
