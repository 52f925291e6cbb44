import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import { allowedMethods } from './allowed-methods.ts'
import { renderDocs } from './docs.tsx'
import { explainBody } from './explain-body.ts'
import { guard } from './guard.ts'
import { idempotency } from './idempotency.ts'
import { type ProblemFacts, problem, problemOf } from './problem.ts'
import { type BatchRouteDeps, batchRoutes } from './routes/batches.ts'
import { gradeRoutes } from './routes/grades.ts'
import { healthRoutes } from './routes/health.ts'

export interface ApiOptions {
  /** The name or address the server listens on. */
  host: string
  maxBodyBytes: number
  version: string
  log: Logger
  /** True from the moment the server begins to stop. */
  isStopping(): boolean
}

function refusedBody({ status, message }: HTTPException): ProblemFacts {
  if (status === 415)
    return { status, code: 'CONTENT_TYPE', detail: 'send one conversation as application/json' }
  return { status: 400, code: 'BODY_UNREADABLE', detail: message }
}

/** The whole HTTP service; testable without a socket. */
export function makeApi(deps: BatchRouteDeps, { host, maxBodyBytes, version, log, isStopping }: ApiOptions) {
  const api = new OpenAPIHono()
  api.use(async (c, next) => {
    const started = performance.now()
    const id = randomUUID()
    await next()
    c.header('x-request-id', id)
    // Only method, path and status: query and body may hold personal data.
    const ms = Math.round(performance.now() - started)
    log.info({ id, method: c.req.method, path: c.req.path, status: c.res.status, ms }, 'request')
  })
  api.use(guard({ host }))
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: (c) =>
      problem(c, {
        status: 413,
        code: 'BODY_TOO_LARGE',
        detail: `one conversation may take ${maxBodyBytes} bytes`,
      }),
  })
  api.use('/v1/grades', limit)
  api.use(idempotency(deps))
  api.use('/v1/grades', explainBody)
  api.route('/', gradeRoutes(deps))
  api.route('/', batchRoutes(deps))
  api.route('/', healthRoutes(deps.store, isStopping))
  const info = { title: 'Touchstone', version, description: 'Grades customer-service conversations.' }
  api.get('/openapi.json', (c) => c.json(api.getOpenAPI31Document({ openapi: '3.1.0', info })))
  api.get('/docs', (c) => {
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    return c.html(renderDocs(api.getOpenAPI31Document({ openapi: '3.1.0', info })))
  })
  api.notFound((c) => {
    const allowed = allowedMethods(api.routes, c.req.path)
    if (allowed.length === 0)
      return problem(c, {
        status: 404,
        code: 'NOT_FOUND',
        detail: 'there is nothing at this address; see /docs',
      })
    const allow = allowed.join(', ')
    const detail = `this address takes ${allow}`
    return problem(c, { status: 405, code: 'METHOD_NOT_ALLOWED', detail, headers: { allow } })
  })
  api.onError((error, c) => {
    const facts = error instanceof HTTPException ? refusedBody(error) : problemOf(error)
    // The caller went away in the middle: nobody reads this reply, and it is no fault of ours.
    if (c.req.raw.signal.aborted) log.info({ path: c.req.path }, 'the request broke off')
    else if (facts.status >= 500) log.error({ err: error, path: c.req.path }, 'fault')
    return problem(c, facts)
  })
  return api
}
