import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type ErrorCode, GraderError, type Issue } from '../domain/errors.ts'

/** RFC 9457 problem details, with a stable code and the path of each bad field. */
export const Problem = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  CONFIG_INVALID: 500,
  USAGE: 400,
  INPUT_NOT_FOUND: 404,
  TRANSCRIPT_INVALID: 422,
  MAPPING_INVALID: 422,
  SCORECARD_INVALID: 422,
  SCORECARD_NOT_FOUND: 404,
  EVAL_SET_INVALID: 422,
  EVAL_SET_LEAK: 422,
  CERTIFICATE_INVALID: 500,
  HOLDOUT_SPENT: 409,
  WEIGHTS_INVALID: 500,
  PROMPT_INVALID: 500,
  EVAL_SET_NOT_FOUND: 404,
  STORE_UNAVAILABLE: 503,
  PROVIDER_FAILED: 502,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INTERNAL: 500,
}

const TITLES: Partial<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  503: 'Service unavailable',
}

export interface ProblemFacts {
  status: ContentfulStatusCode
  code: string
  detail: string
  errors?: Issue[]
  headers?: Record<string, string>
}

/** A problem as its response. */
export function problem(
  c: Context,
  { status, code, detail, errors = [], headers = {} }: ProblemFacts,
): Response {
  const body: Problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Internal error',
    status,
    code,
    detail,
    ...(errors.length > 0 && { errors }),
  }
  return c.body(JSON.stringify(body), status, { ...headers, 'content-type': 'application/problem+json' })
}

/** What a caller is told of an error; of a fault of ours nothing but that it happened. */
export function problemOf(error: unknown): ProblemFacts {
  if (error instanceof GraderError && STATUS[error.code] < 500) {
    return { status: STATUS[error.code], code: error.code, detail: error.message, errors: error.issues }
  }
  if (error instanceof GraderError && error.code === 'STORE_UNAVAILABLE')
    return { status: 503, code: error.code, detail: error.message }
  return { status: 500, code: 'INTERNAL', detail: 'an internal fault; the log has it under the request id' }
}
