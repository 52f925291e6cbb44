import { expect, test } from 'vitest'
import { dollars } from './dollars.ts'

test.each([
  [0, '$0.00'],
  [0.00004, '<$0.0001'],
  [-0.00004, '>-$0.0001'],
  [0.00005, '$0.0001'],
  [0.0123, '$0.0123'],
  [-0.5, '-$0.5000'],
  [1, '$1.00'],
  [1234567.891, '$1,234,567.89'],
  [null, '–'],
])('%d dollars are %s', (value, text) => {
  expect(dollars(value)).toBe(text)
})
