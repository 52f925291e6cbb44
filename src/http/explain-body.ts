import type { MiddlewareHandler } from 'hono'
import { explainJsonError } from '../intake/explain-json-error.ts'
import { problem } from './problem.ts'

/** Refuses a POST body that is not UTF-8 or not JSON, and says where it breaks. */
export const explainBody: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'POST') return next()
  const detail = whatBreaks(await c.req.arrayBuffer())
  return detail === null ? next() : problem(c, { status: 400, code: 'BODY_UNREADABLE', detail })
}

function whatBreaks(body: ArrayBuffer): string | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return 'the body is not valid UTF-8'
  }
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `the body: ${explainJsonError(text, error)}`
  }
}
