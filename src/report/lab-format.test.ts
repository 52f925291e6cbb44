import { expect, test } from 'vitest'
import { pointsInterval, pointsMore, pValue, ratioMore, secondsTaken } from './lab-format.ts'

test('a difference has its sign, and none where it rounds to nothing', () => {
  expect([0.035, -0.004, -0.0001, 0, null].map(pointsMore)).toEqual(['+3.5', '-0.4', '0.0', '0.0', '–'])
  expect([0.05, -0.25, -0.001, null].map(ratioMore)).toEqual(['+0.05', '-0.25', '0.00', '–'])
  expect(pointsInterval([-1, 0.5])).toBe('[-100.0 … +50.0]')
  expect(pointsInterval(null)).toBe('')
})

test('a p is never shown as nothing', () => {
  expect([0, 0.00004, 0.0166667, 1, null].map(pValue)).toEqual([
    '<0.0001',
    '<0.0001',
    '0.0167',
    '1.0000',
    '–',
  ])
})

test('seconds have a decimal below ten', () => {
  expect([0, 0.44, 9.94, 9.96, 12.5, 3600].map(secondsTaken)).toEqual([
    '0.0',
    '0.4',
    '9.9',
    '10',
    '13',
    '3,600',
  ])
})
