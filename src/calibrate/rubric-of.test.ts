import { expect, test } from 'vitest'
import { Scorecard } from '../domain/scorecard.ts'
import { rubricOf } from './rubric-of.ts'

function card(method: 'weighted' | 'deduction', levels: number[] | null = null): Scorecard {
  const title = { 'zh-CN': '表', en: 'Form' }
  const judged = (id: string, weight: number) => ({ id, by: 'judgment', asks: '?', weight })
  return Scorecard.parse({
    id: method,
    version: 1,
    title,
    language: 'en',
    method,
    passMark: 80,
    sections: [
      { id: 'first', title, weight: 30, criteria: [judged('a', 1), judged('b', 3)] },
      { id: 'second', title, weight: 10, criteria: [{ ...judged('c', 6), ...(levels && { levels }) }] },
    ],
    redLines: [{ id: 'd', by: 'judgment', asks: '?', effect: 'zero' }],
  })
}

test('in the weighted method a criterion counts for its share of its section, and the section for its of the form', () => {
  // Sections 30 and 10 of 40; a has 1 of the first's 4, b 3 of 4, c all of the second.
  expect([...rubricOf([card('weighted')]).weights]).toEqual([
    ['a', 0.1875],
    ['b', 0.5625],
    ['c', 0.25],
  ])
})

test('in the deduction method it counts for the points it can lose', () => {
  // 1, 3 and 6 of 10.
  expect([...rubricOf([card('deduction')]).weights]).toEqual([
    ['a', 0.1],
    ['b', 0.3],
    ['c', 0.6],
  ])
})

test('levels are the form’s, and of several forms the first that has a criterion says what it counts for', () => {
  const { weights, levels } = rubricOf([card('deduction'), card('weighted', [0, 1, 2])])
  expect([...levels]).toEqual([['c', [0, 1, 2]]])
  expect(weights.get('a')).toBe(0.1)
})
