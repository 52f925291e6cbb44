import type { MiddlewareHandler } from 'hono'
import { sha256 } from '../domain/hash.ts'
import type { Clock, Store } from '../services/ports.ts'
import { problem } from './problem.ts'

const KEY = /^[\x21-\x7e]{1,255}$/

/**
 * Idempotency-Key for POSTs whose body fits in memory: the same key with the same request gets the reply it got; with
 * another request it is refused. A key that is being worked on is refused too: the caller asks again.
 */
export function idempotency({ store, clock }: { store: Store; clock: Clock }): MiddlewareHandler {
  const working = new Set<string>()
  return async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (c.req.method !== 'POST' || key === undefined) return next()
    if (!KEY.test(key))
      return problem(c, {
        status: 400,
        code: 'IDEMPOTENCY_KEY_INVALID',
        detail: 'Idempotency-Key: 1 to 255 visible ASCII characters',
      })
    if (working.has(key))
      return problem(c, {
        status: 409,
        code: 'IN_PROGRESS',
        detail: 'a request with this Idempotency-Key is being worked on',
      })
    working.add(key)
    try {
      const { pathname, search } = new URL(c.req.url)
      const isBatch = pathname === '/v1/batches'
      // A batch is never held in memory, so its key stands for its address alone.
      const requestHash = sha256(`${pathname}${search}\n${isBatch ? '' : await c.req.text()}`)
      const kept = await store.keptReply(key)
      if (kept !== null) {
        if (kept.requestHash !== requestHash)
          return problem(c, {
            status: 422,
            code: 'IDEMPOTENCY_KEY_REUSED',
            detail: 'this Idempotency-Key came with another request',
          })
        return new Response(kept.body, {
          status: kept.status,
          headers: { 'content-type': 'application/json', 'idempotency-replayed': 'true' },
        })
      }
      await next()
      if (!c.res.ok) return
      const body = await c.res.clone().text()
      await store.keepReply(key, { requestHash, status: c.res.status, body }, new Date(clock()).toISOString())
    } finally {
      working.delete(key)
    }
  }
}
