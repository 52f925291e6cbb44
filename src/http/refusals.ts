import { z } from '@hono/zod-openapi'
import { Problem } from './problem.ts'

const DESCRIPTIONS = {
  400: 'The request is not as documented, or its body is not readable',
  403: 'Another host or origin than this server answers for',
  404: 'There is none',
  409: 'A request with this Idempotency-Key is being worked on',
  413: 'The body is larger than allowed',
  415: 'The body is not declared as JSON',
  422: 'The content is wrong, with field paths; or the Idempotency-Key came with another request',
  503: 'The store does not answer, or the server is stopping',
} as const

const content = { 'application/problem+json': { schema: Problem } }
const refusal = <Status extends keyof typeof DESCRIPTIONS>(status: Status) => ({
  description: DESCRIPTIONS[status],
  content,
})

/** What every read may be refused with. */
export const readRefusals = { 400: refusal(400), 403: refusal(403), 404: refusal(404), 503: refusal(503) }

/** What every POST may be refused with. */
export const postRefusals = {
  ...readRefusals,
  409: refusal(409),
  413: refusal(413),
  415: refusal(415),
  422: refusal(422),
}

export const PostHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('1 to 255 visible ASCII characters; a repeat within 24 hours gets the same reply'),
})
