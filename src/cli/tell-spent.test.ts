import { expect, test } from 'vitest'
import { tellSpent } from './tell-spent.ts'

test('what was spent is told, and of which budget', () => {
  expect(tellSpent(0.0054, 0.01)).toBe('asking the model took $0.0054 of a budget of $0.0100 in this run\n')
  expect(tellSpent(12.5, null)).toBe('asking the model took $12.50 in this run\n')
  expect(tellSpent(null, null)).toContain('no price of the model is known')
})
