import type { MiddlewareHandler } from 'hono'
import { problem } from './problem.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Listening on every address is somebody's decision to answer for whatever name leads here. */
const EVERY_ADDRESS = new Set(['0.0.0.0', '::'])
const JSON_TYPES = /^application\/(?:json|x-ndjson|ndjson|jsonl|x-jsonlines)\b/i

/**
 * Until there is sign-in, only this machine is served: the Host must be the one we listen on (against DNS
 * rebinding), a browser's page of another origin may not post, and a body must be declared as JSON.
 */
export function guard({ host }: { host: string }): MiddlewareHandler {
  return async (c, next) => {
    const asked = new URL(c.req.url).hostname
    if (!LOOPBACK.has(asked) && asked !== host && !EVERY_ADDRESS.has(host))
      return problem(c, {
        status: 403,
        code: 'HOST_REFUSED',
        detail: `this server does not answer for ${asked}`,
      })
    const origin = c.req.header('origin')
    if (origin !== undefined && !isSameHost(origin, c.req.url))
      return problem(c, {
        status: 403,
        code: 'ORIGIN_REFUSED',
        detail: 'requests from pages of another origin are refused',
      })
    const type = c.req.header('content-type') ?? ''
    if (c.req.method === 'POST' && !JSON_TYPES.test(type))
      return problem(c, {
        status: 415,
        code: 'CONTENT_TYPE',
        detail: 'send application/json, or application/x-ndjson for a batch',
      })
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    if (c.req.path.startsWith('/v1/')) c.header('cache-control', 'no-store')
    return undefined
  }
}

function isSameHost(origin: string, url: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host
}
