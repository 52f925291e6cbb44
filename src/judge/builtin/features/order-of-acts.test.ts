import { expect, test } from 'vitest'
import { actsOf, type Marked } from '../testing/acts-of.ts'
import { makeActLookUp, ORDER_NAMES, orderOfActs } from './order-of-acts.ts'

/** The orders by name; zeros are left out. */
function orders(...marked: Marked[]): Record<string, number> {
  const { reading, shares, heads } = actsOf(marked)
  const row = new Float64Array(ORDER_NAMES.length)
  orderOfActs(reading, shares, makeActLookUp(heads), row, 0)
  const entries = ORDER_NAMES.map((name, at) => [name, Math.round((row[at] ?? 0) * 1e12) / 1e12] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== 0))
}

test('empathy before an explanation, and an explanation before empathy', () => {
  const upset: Marked = ['customer', { customer_upset: 0.8 }]
  expect(orders(upset, ['agent', { empathy: 0.9 }], ['agent', { explanation: 0.5 }])).toMatchObject({
    // .8 · .9, and .8 · .5 · (1 − .9)
    'empathy before explanation': 0.72,
    'explanation before empathy': 0.04,
  })
  expect(orders(upset, ['agent', { explanation: 0.5 }], ['agent', { empathy: 0.9 }])).toMatchObject({
    // .8 · .9 · (1 − .5 · .8)
    'empathy before explanation': 0.432,
    'explanation before empathy': 0.8 * 0.5,
  })
})

test('both in one turn count as empathy first', () => {
  const found = orders(['customer', { customer_upset: 1 }], ['agent', { empathy: 1, explanation: 1 }])
  expect(found).toMatchObject({ 'empathy before explanation': 1 })
  expect(found['explanation before empathy']).toBeUndefined()
})

test('empathy before the upset is none, nor is an explanation', () => {
  const found = orders(['agent', { empathy: 1, explanation: 1 }], ['customer', { customer_upset: 1 }])
  expect(Object.keys(found)).toEqual(['proposed without checking'])
})

test('the first reply to an upset customer is the first after more than .5', () => {
  expect(
    orders(
      ['customer', { customer_upset: 0.5 }],
      ['agent', { formula_apology: 0.9 }],
      ['customer', { customer_upset: 0.6 }],
      ['agent', { formula_apology: 0.2, empathy: 0.3, explanation: 0.1 }],
      ['agent', { formula_apology: 0.7 }],
    ),
  ).toMatchObject({
    'first reply to upset: formula': 0.2,
    'first reply to upset: empathy': 0.3,
    'first reply to upset: explanation': 0.1,
  })
})

test('a refusal is covered by an alternative up to two agent turns later, and by a next step a little less', () => {
  const refusal: Marked = ['agent', { refusal: 0.9 }]
  const ask: Marked = ['customer', {}]
  const idle: Marked = ['agent', {}]
  const way: Marked = ['agent', { alternative: 1 }]
  expect(orders(refusal, ask, idle, ask, way)).toEqual({
    'refusal with a way out': 0.9,
    'proposed without checking': 1,
  })
  expect(orders(refusal, ask, idle, idle, way)).toMatchObject({ 'refusal left bare': 0.9 })
  expect(orders(refusal, ['agent', { next_step: 1 }])).toMatchObject({
    // .9 · (1 − .8) and .9 · .8
    'refusal left bare': 0.18,
    'refusal with a way out': 0.72,
  })
})

test('bare refusals add up, as the logarithm', () => {
  const found = orders(['agent', { refusal: 1 }], ['customer', {}], ['agent', { refusal: 0.5 }])
  expect(found).toEqual({
    'refusal left bare': 1,
    'refusals left bare': Math.round(Math.log(2.5) * 1e12) / 1e12,
  })
})

test('blame is made good by a promise or step in the same turn or the next one of the agent', () => {
  const blame: Marked = ['agent', { blame_shift: 0.9 }]
  const promise: Marked = ['agent', { own_promise: 1 }]
  expect(orders(blame)).toEqual({ 'blame without an own step': 0.9 })
  expect(orders(blame, ['customer', {}], promise)['blame without an own step']).toBeUndefined()
  expect(orders(blame, ['agent', {}], promise)['blame without an own step']).toBe(0.9)
})

test('a need checked before anything is proposed, and a proposal without a check', () => {
  const check: Marked = ['agent', { need_check: 0.9 }]
  const proposal: Marked = ['agent', { alternative: 0.8 }]
  // .8 · (1 − .9)
  expect(orders(check, proposal)).toEqual({
    'need checked before proposing': 0.9,
    'proposed without checking': 0.08,
  })
  // .9 · (1 − .8)
  expect(orders(proposal, check)).toEqual({
    'need checked before proposing': 0.18,
    'proposed without checking': 0.8,
  })
})

test('a step named at the end is one of the last two agent turns', () => {
  const step: Marked = ['agent', { next_step: 0.7 }]
  const idle: Marked = ['agent', {}]
  expect(orders(step, idle)['step named at the end']).toBe(0.7)
  expect(orders(step, idle, idle)['step named at the end']).toBeUndefined()
})

test('an open end counts as far as no step is named', () => {
  const open: Marked = ['customer', { customer_unresolved_end: 0.8 }]
  expect(orders(['agent', {}], open)).toEqual({ 'open end without a step': 0.8 })
  // .8 · (1 − .7)
  expect(orders(['agent', { own_promise: 0.7 }], open)['open end without a step']).toBe(0.24)
})

test('acts that a model does not mark are as if they never happened', () => {
  const lookUp = makeActLookUp({ customer: ['customer_upset'], agent: [] })
  const { reading } = actsOf([
    ['customer', {}],
    ['agent', {}],
  ])
  const row = new Float64Array(ORDER_NAMES.length).fill(9)
  const shares = [Float64Array.of(1), new Float64Array(0)]
  expect(orderOfActs(reading, shares, lookUp, row, 0)).toBe(ORDER_NAMES.length)
  expect([...row]).toEqual(ORDER_NAMES.map(() => 0))
})
