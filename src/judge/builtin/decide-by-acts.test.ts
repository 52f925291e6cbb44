import { expect, test } from 'vitest'
import { decideByActs } from './decide-by-acts.ts'
import { makeActLookUp } from './features/order-of-acts.ts'
import { actsOf, type Marked } from './testing/acts-of.ts'

const STEPS = {
  when: 'customer_upset',
  require: ['empathy', 'explanation'],
  thresholds: { customer_upset: 0.5, empathy: 0.4, explanation: 0.6 },
}

function decide(...marked: Marked[]) {
  const { reading, shares, heads } = actsOf(marked)
  const { verdict, at } = decideByActs(STEPS, reading, shares, makeActLookUp(heads))
  return [verdict, at]
}

test('an act counts from its own threshold on', () => {
  expect(decide(['customer', { customer_upset: 0.49 }], ['agent', {}])).toEqual(['not_applicable', -1])
  expect(decide(['customer', { customer_upset: 0.5 }], ['agent', { explanation: 0.6 }])).toEqual(['fail', 1])
  expect(
    decide(
      ['customer', { customer_upset: 0.5 }],
      ['agent', { explanation: 0.59, empathy: 0.39 }],
      ['agent', { empathy: 0.4 }],
    ),
  ).toEqual(['pass', 2])
})

test('an upset customer is no empathy, though both are the first head of their side', () => {
  expect(decide(['customer', { customer_upset: 1 }], ['agent', { empathy: 0, explanation: 1 }])).toEqual([
    'fail',
    1,
  ])
  expect(decide(['agent', { empathy: 1 }], ['customer', { customer_upset: 0 }])).toEqual([
    'not_applicable',
    -1,
  ])
})

test('an act that no model marks never happens', () => {
  expect(decide(['customer', { customer_upset: 1 }], ['agent', { explanation: 1 }])).toEqual(['fail', 1])
  expect(decide(['customer', {}], ['agent', { empathy: 1 }])).toEqual(['not_applicable', -1])
})
