import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { GraderError } from '../../domain/errors.ts'
import type { Store } from '../../services/ports.ts'
import { readRefusals } from '../refusals.ts'

const content = { 'application/json': { schema: z.strictObject({ status: z.string() }) } }

/** Whether the process is up, and whether it takes work. */
export function healthRoutes(store: Pick<Store, 'ping'>, isStopping: () => boolean) {
  return new OpenAPIHono()
    .openapi(
      createRoute({
        method: 'get',
        path: '/healthz',
        summary: 'Whether the process is up',
        responses: { 200: { description: 'It is', content } },
      }),
      (c) => c.json({ status: 'up' }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readyz',
        summary: 'Whether the service takes work: its store answers and it is not stopping',
        responses: { 200: { description: 'It does', content }, 503: readRefusals[503] },
      }),
      async (c) => {
        if (isStopping()) throw new GraderError('STORE_UNAVAILABLE', 'the server is stopping')
        await store.ping()
        return c.json({ status: 'ready' }, 200)
      },
    )
}
