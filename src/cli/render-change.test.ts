import { expect, test } from 'vitest'
import type { ScorecardChange } from '../domain/scorecard-change.ts'
import { renderChange } from './render-change.ts'

const base: ScorecardChange = {
  what: 'criterion',
  id: 'greeting',
  change: 'changed',
  field: 'asks',
  from: null,
  to: null,
  asks_anew: false,
}

test('a short value stands on one line', () => {
  expect(renderChange({ ...base, change: 'reweighted', field: 'weight', from: 5, to: 3 })).toBe(
    'criterion greeting: weight: 5 → 3\n',
  )
  expect(renderChange({ ...base, what: 'form', id: null, field: 'passMark', to: 80 })).toBe(
    'form: passMark: none → 80\n',
  )
})

test('long texts stand one below the other, and what asks a judge anew says so', () => {
  const [from, to] = ['Does the agent greet the customer?', 'Does the agent greet the customer by name?']
  expect(renderChange({ ...base, from, to, asks_anew: true })).toBe(
    `criterion greeting: asks (a judge is asked anew)\n  - ${from}\n  + ${to}\n`,
  )
})

test('what came is named by its title', () => {
  const to = { id: 'greeting', title: { 'zh-CN': '问候', en: 'Greeting' } }
  expect(renderChange({ ...base, change: 'added', field: null, to })).toBe(
    'criterion greeting: added, 问候 · Greeting\n',
  )
})

test('a criterion that moved says from where to where, and a new order lists the ids', () => {
  expect(renderChange({ ...base, change: 'moved', field: null, from: 'manners', to: 'skill' })).toBe(
    'criterion greeting: moved from manners to skill\n',
  )
  expect(
    renderChange({
      ...base,
      id: 'skill',
      change: 'reordered',
      field: null,
      from: ['a', 'b'],
      to: ['b', 'a'],
    }),
  ).toBe('criterion skill: order: a, b → b, a\n')
})

test('what would act on a terminal does not reach it', () => {
  expect(renderChange({ ...base, field: 'title', from: 'a', to: '\u001b[31mb' })).toBe(
    'criterion greeting: title: a → b\n',
  )
})
