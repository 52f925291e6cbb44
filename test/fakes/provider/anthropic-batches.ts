import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import type { HttpAnswer } from './answer-http.ts'
import {
  type BatchItem,
  type BatchLimits,
  type BatchParts,
  type SettledItem,
  settledAt,
  settleItems,
} from './batch-plan.ts'
import { parseJson, type Routes } from './call.ts'
import { EPOCH_SECONDS, idOf } from './dialect.ts'
import { explainToAnthropic } from './explain-flaw.ts'
import { pageOf } from './paging.ts'
import { Refusal } from './refusal.ts'

type MessageBatch = Anthropic.Messages.MessageBatch
type Counts = MessageBatch['request_counts']

const CUSTOM_ID = /^[a-zA-Z0-9_-]{1,64}$/
const NewBatch = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        custom_id: z.string().regex(CUSTOM_ID, `String should match pattern '${CUSTOM_ID.source}'`),
        params: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})

interface Job {
  id: string
  items: BatchItem[]
  polls: number
  /** The look at which cancelling was asked for. */
  cancelledAt: number | null
  settled: SettledItem[] | null
}

/** Anthropic's Message Batches API. https://platform.claude.com/docs/en/build-with-claude/batch-processing */
export function makeAnthropicBatches(parts: BatchParts): Routes {
  const jobs = new Map<string, Job>()
  const find = (id: string): Job => {
    const job = jobs.get(id)
    if (job === undefined) throw new Refusal(404, `Message batch ${id} not found.`)
    return job
  }
  const show = (job: Job): HttpAnswer => ({ status: 200, body: render(parts, job) })
  return {
    'POST /v1/messages/batches': ({ raw }) => {
      const items = readItems(raw, parts.limits)
      const job: Job = {
        id: idOf('msgbatch_', jobs.size + 1),
        items,
        polls: 0,
        cancelledAt: null,
        settled: null,
      }
      jobs.set(job.id, job)
      return show(job)
    },
    'GET /v1/messages/batches': ({ query }) => ({
      status: 200,
      body: pageOf(
        Array.from(jobs.values(), (job) => render(parts, job)),
        query.get('after_id'),
        query.get('limit'),
      ),
    }),
    'GET /v1/messages/batches/:id': (_call, id) => {
      const job = find(id)
      job.polls++
      const ended = job.cancelledAt === null ? job.polls >= parts.plan.polls : job.polls > job.cancelledAt
      const reached = settledAt(parts.plan, job.cancelledAt ?? job.polls, job.items.length)
      if (ended) job.settled ??= settleItems(parts, job.items, reached)
      return show(job)
    },
    'GET /v1/messages/batches/:id/results': (_call, id) => {
      const { settled } = find(id)
      if (settled === null)
        throw new Refusal(404, `Message batch ${id} has no results yet: it has not ended.`)
      // Results need not come in the order of the requests, so here they never do.
      return { status: 200, body: settled.map(renderLine).reverse().join('') }
    },
    'POST /v1/messages/batches/:id/cancel': (_call, id) => {
      const job = find(id)
      if (job.settled !== null)
        throw new Refusal(409, `Message batch ${id} has ended and cannot be canceled.`)
      job.cancelledAt ??= job.polls
      return show(job)
    },
  }
}

function readItems(raw: Buffer, limits: BatchLimits): BatchItem[] {
  if (raw.length > limits.bytes)
    throw new Refusal(413, `Request exceeds the maximum size of ${limits.bytes} bytes`)
  const asked = NewBatch.safeParse(parseJson(raw))
  if (!asked.success) throw explainToAnthropic(asked.error)
  const { requests } = asked.data
  if (requests.length > limits.requests) {
    throw new Refusal(
      400,
      `requests: at most ${limits.requests} requests are allowed, found ${requests.length}`,
    )
  }
  const ids = new Set<string>()
  for (const [index, { custom_id }] of requests.entries()) {
    if (ids.has(custom_id))
      throw new Refusal(400, `requests.${index}.custom_id: '${custom_id}' is not unique`)
    ids.add(custom_id)
  }
  return requests.map(({ custom_id, params }) => ({ customId: custom_id, body: params }))
}

/** Every request counts as processing until the whole batch has ended. */
function countsOf({ items, settled }: Job): Counts {
  const count = (end: SettledItem['end']) => (settled ?? []).filter((item) => item.end === end).length
  return {
    processing: settled === null ? items.length : 0,
    succeeded: count('answered'),
    errored: count('failed'),
    canceled: count('cancelled'),
    expired: count('expired'),
  }
}

function render(parts: BatchParts, job: Job): MessageBatch {
  const ended = job.settled !== null
  return {
    id: job.id,
    type: 'message_batch',
    processing_status: ended ? 'ended' : job.cancelledAt === null ? 'in_progress' : 'canceling',
    request_counts: countsOf(job),
    created_at: timeAfter(0),
    expires_at: timeAfter(86_400),
    ended_at: ended ? timeAfter(3_600) : null,
    cancel_initiated_at: job.cancelledAt === null ? null : timeAfter(60),
    archived_at: null,
    results_url: ended ? `${parts.url()}/v1/messages/batches/${job.id}/results` : null,
  }
}

function timeAfter(seconds: number): string {
  return new Date((EPOCH_SECONDS + seconds) * 1000).toISOString()
}

function renderLine(item: SettledItem): string {
  return `${JSON.stringify({ custom_id: item.customId, result: resultOf(item) })}\n`
}

function resultOf(item: SettledItem): object {
  if (item.end === 'answered') return { type: 'succeeded', message: item.body }
  if (item.end === 'failed') return { type: 'errored', error: item.body }
  return { type: item.end === 'cancelled' ? 'canceled' : 'expired' }
}
