import { expect, test } from 'vitest'
import { likeliest } from './choose-verdict.ts'

const VERDICTS = ['pass', 'fail', 'not_applicable'] as const

test.each<[string, number[], number, number]>([
  ['the likeliest verdict is taken', [0.3, 0.2, 0.5], 0, 2],
  ['a lean makes fails likelier', [0.5, 0.4, 0.1], 0.15, 1],
  ['a lean below 0 makes them less likely', [0.4, 0.5, 0.1], -0.15, 0],
  ['of equal ones the first is taken', [0.4, 0.4, 0.2], 0, 0],
])('%s', (_, shares, lean, place) => {
  expect(likeliest(shares, VERDICTS, lean)).toBe(place)
})

test('only a fail is leaned to, wherever it stands', () => {
  expect(likeliest([0.4, 0.6], ['fail', 'not_applicable'], 0.25)).toBe(0)
  expect(likeliest([0.4, 0.6], ['pass', 'not_applicable'], 0.25)).toBe(1)
})
