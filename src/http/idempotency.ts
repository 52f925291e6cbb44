import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Clock, KeptReply, Store } from '../services/ports.ts'
import { problem } from './problem.ts'

const KEY = /^[\x21-\x7e]{1,255}$/

/**
 * Idempotency-Key for POSTs: the same key with the same request gets the reply it got; with another request it is
 * refused. A key that is being worked on is refused too: the caller asks again.
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
      const request = hashed(c)
      const kept = await store.keptReply(key)
      if (kept !== null) return kept.requestHash === (await request.drained()) ? replay(c, kept) : reused(c)
      await next()
      if (!c.res.ok) return
      const body = await c.res.clone().text()
      const requestHash = await request.drained()
      await store.keepReply(key, { requestHash, status: c.res.status, body }, new Date(clock()).toISOString())
    } finally {
      working.delete(key)
    }
  }
}

/** Hashes the request's address and its body as it is read, because a batch is never held in memory. */
function hashed(c: Context): { drained(): Promise<string> } {
  const { pathname, search } = new URL(c.req.url)
  const hash = createHash('sha256').update(`${pathname}${search}\n`)
  const { raw } = c.req
  const body = raw.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        hash.update(bytes)
        controller.enqueue(bytes)
      },
    }),
  )
  const { method, headers, signal } = raw
  if (body !== undefined) c.req.raw = new Request(raw.url, { method, headers, signal, body, duplex: 'half' })
  return {
    async drained() {
      // What nobody has read is read here; a body that somebody has read is through the hash already.
      if (body !== undefined && !c.req.raw.bodyUsed) for await (const _ of body);
      return hash.digest('hex')
    },
  }
}

function replay(c: Context, { status, body }: KeptReply): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'idempotency-replayed': 'true' })
  const id = /^\{"id":"([^"]+)"/.exec(body)?.[1]
  if (id !== undefined) headers.set('location', `${c.req.path}/${id}`)
  return new Response(body, { status, headers })
}

function reused(c: Context): Response {
  return problem(c, {
    status: 422,
    code: 'IDEMPOTENCY_KEY_REUSED',
    detail: 'this Idempotency-Key came with another request',
  })
}
