import { expect, test } from 'vitest'
import { detectLayout } from './detect.ts'

test.each([
  ['[{"id":1}]', 'array'],
  ['\n  [\n', 'array'],
  ['{"id":1}\n{"id":2}', 'lines'],
  ['{"id":1}', 'lines'],
  ['{\n  "id": 1\n}', 'objects'],
  ['{"id": 1,\n "x": 2}', 'objects'],
  ['{"id":\n{"id":2}\n', 'lines'],
  ['nonsense\n', 'lines'],
  ['', 'lines'],
])('%j is laid out as %s', (beginning, layout) => {
  expect(detectLayout(beginning, true)).toBe(layout)
})

test.each(['', '   ', '{"id":1', '{"id":\n'])('%j alone is too short to tell', (beginning) => {
  expect(detectLayout(beginning, false)).toBeNull()
})
