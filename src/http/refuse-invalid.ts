import type { Hook } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { plainIssues } from '../intake/plain-issues.ts'
import { problem } from './problem.ts'

/** What a request that does not fit its schema is told: 422 for a body, 400 for the rest, with field paths. */
export const refuseInvalid: Hook<unknown, Env, string, unknown> = (parsed, c) => {
  if (parsed.success) return undefined
  const errors = plainIssues(parsed.error)
  if (parsed.target === 'json')
    return problem(c, {
      status: 422,
      code: 'TRANSCRIPT_INVALID',
      detail: 'the conversation is not in the wire format',
      errors,
    })
  return problem(c, {
    status: 400,
    code: 'USAGE',
    detail: `the request's ${parsed.target} is not as documented`,
    errors,
  })
}
