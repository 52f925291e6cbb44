import { expect, test } from 'vitest'
import { GraderError } from '../domain/errors.ts'
import { explain } from './explain-error.ts'

test('names from outside do not act on a terminal', () => {
  const issues = [{ path: 'a\u001b[2J', message: 'b\u202e' }]
  const error = new GraderError('USAGE', 'there is no set "\u001b[31mx"', { file: 'c\u0007', issues })
  expect(explain(error)).toBe('touchstone: c␇: there is no set "␛[31mx"\n  a␛[2J: b‹U+202E›\n')
  expect(explain(new Error('\u001b[2J'))).not.toContain('\u001b')
})
