import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import { GraderError } from '../../domain/errors.ts'
import type { GradeBatchDeps } from '../../services/grade-batch.ts'
import type { Batch } from '../../services/ports.ts'
import { receiveBatch } from '../../services/receive-batch.ts'
import { readLines } from '../read-lines.ts'
import { PostHeaders, postRefusals, readRefusals } from '../refusals.ts'
import { refuseInvalid } from '../refuse-invalid.ts'

const Count = z.int().nonnegative()
const BatchReply = z
  .strictObject({
    id: z.string(),
    source: z.enum(['cli', 'http']),
    state: z.enum(['receiving', 'queued', 'running', 'done', 'failed']),
    scorecard: z.string().nullable(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
    failure: z.string().nullable(),
    counts: z.strictObject({ waiting: Count, graded: Count, kept: Count, duplicate: Count, rejected: Count }),
  })
  .meta({ id: 'Batch' })
const one = { 'application/json': { schema: BatchReply } }
const RESULTS_PAGE = 200

export interface BatchRouteDeps extends GradeBatchDeps {
  enqueue(batch: Batch): void
}

/** Send a day of conversations, follow it, fetch what came of it. */
export function batchRoutes(deps: BatchRouteDeps) {
  const { store, shelf, clock, enqueue } = deps
  const found = async (id: string): Promise<Batch> => {
    const batch = await store.batch(id)
    if (batch === null) throw new GraderError('NOT_FOUND', 'there is no batch with this id')
    return batch
  }
  const routes = new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(
      createRoute({
        method: 'post',
        path: '/v1/batches',
        summary: 'Send conversations as NDJSON, one a line, any number; they are graded in the background',
        request: {
          query: z.strictObject({ scorecard: z.string().min(1).optional() }),
          headers: PostHeaders,
          body: { required: true, content: { 'application/x-ndjson': { schema: z.string() } } },
        },
        responses: {
          202: { description: 'Stored and queued', content: one },
          ...postRefusals,
        },
      }),
      async (c) => {
        const scorecard = c.req.valid('query').scorecard ?? null
        if (scorecard !== null) shelf.named(scorecard)
        const batch = await receiveBatch({ store, clock }, readLines(c.req.raw.body), scorecard)
        enqueue(batch)
        c.header('location', `/v1/batches/${batch.id}`)
        return c.json(batch, 202)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/v1/batches/{id}',
        summary: 'How far a batch is',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: { description: 'The batch', content: one }, ...readRefusals },
      }),
      async (c) => c.json(await found(c.req.valid('param').id), 200),
    )

  routes.openAPIRegistry.registerPath(results)
  routes.get('/v1/batches/:id/results', async (c) => {
    const { id } = await found(c.req.param('id'))
    c.header('content-type', 'application/x-ndjson')
    return stream(c, async (out) => {
      for (let after = -1; !out.aborted; ) {
        const items = await store.batchItems(id, { after, limit: RESULTS_PAGE })
        for (const item of items) await out.write(`${JSON.stringify(item)}\n`)
        const last = items.at(-1)
        if (last === undefined) return
        after = last.position
      }
    })
  })
  return routes
}

/** Registered by hand: a streamed body has no schema to check a handler against. */
const results = createRoute({
  method: 'get',
  path: '/v1/batches/{id}/results',
  summary: 'What became of each record so far, in input order, as JSONL',
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: {
      description: '{position, outcome, gradeId, rejection, grade} a line',
      content: { 'application/x-ndjson': { schema: z.string() } },
    },
    ...readRefusals,
  },
})
