import { expect, test } from 'vitest'
import { z } from 'zod'
import { plainIssues } from './plain-issues.ts'

const Schema = z.strictObject({
  name: z.string().min(1).max(3),
  colour: z.enum(['red', 'green']).optional(),
  size: z.number().max(5).optional(),
  list: z.array(z.string()).max(1).optional(),
})

test.each([
  [{}, 'name', 'missing: expected string'],
  [{ name: 1 }, 'name', 'expected string, not number'],
  [{ name: '' }, 'name', 'is empty'],
  [{ name: 'long' }, 'name', 'too long: at most 3 characters'],
  [{ name: 'a', colour: 'blue' }, 'colour', 'expected one of "red", "green"'],
  [{ name: 'a', size: 6 }, 'size', 'out of range: the limit is 5'],
  [{ name: 'a', list: ['a', 'b'] }, 'list', 'too many: at most 1'],
  [{ name: 'a', more: 1 }, 'more', 'unknown field'],
  [null, '', 'expected object, not null'],
])('%j is told plainly', (value, path, message) => {
  const parsed = Schema.safeParse(value)
  expect(parsed.success ? [] : plainIssues(parsed.error)).toEqual([{ path, message }])
})
