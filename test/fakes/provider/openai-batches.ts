import type OpenAI from 'openai'
import { z } from 'zod'
import type { HttpAnswer } from './answer-http.ts'
import { type BatchItem, type BatchParts, type SettledItem, settledAt, settleItems } from './batch-plan.ts'
import { parseJson, type Routes } from './call.ts'
import { EPOCH_SECONDS, idOf } from './dialect.ts'
import { explainToOpenAi } from './explain-flaw.ts'
import type { OpenAiFiles } from './openai-files.ts'
import { pageOf } from './paging.ts'
import { readBatchFile } from './read-batch-file.ts'
import { Refusal } from './refusal.ts'

const NewBatch = z.strictObject({
  input_file_id: z.string(),
  endpoint: z.literal('/v1/chat/completions'),
  completion_window: z.literal('24h'),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
  output_expires_after: z.unknown().optional(),
})

interface Job {
  id: string
  asked: z.infer<typeof NewBatch>
  items: BatchItem[]
  errors: OpenAI.BatchError[]
  polls: number
  /** The look at which cancelling was asked for. */
  cancelledAt: number | null
  outcome: { settled: SettledItem[]; output: string | undefined; errors: string | undefined } | null
}

/** OpenAI's Batch API. https://platform.openai.com/docs/guides/batch */
export function makeOpenAiBatches(parts: BatchParts, files: OpenAiFiles): Routes {
  const jobs = new Map<string, Job>()
  const find = (id: string): Job => {
    const job = jobs.get(id)
    if (job === undefined) throw new Refusal(404, `No batch found with id '${id}'.`)
    return job
  }
  const show = (job: Job): HttpAnswer => ({ status: 200, body: render(parts, job) })
  return {
    'POST /v1/batches': ({ raw }) => {
      const asked = NewBatch.safeParse(parseJson(raw))
      if (!asked.success) throw explainToOpenAi(asked.error)
      const { items, errors } = readBatchFile(
        files.read(asked.data.input_file_id),
        asked.data.endpoint,
        parts.limits,
      )
      const id = idOf('batch_', jobs.size + 1)
      const job: Job = { id, asked: asked.data, items, errors, polls: 0, cancelledAt: null, outcome: null }
      jobs.set(id, job)
      return show(job)
    },
    'GET /v1/batches': ({ query }) => ({
      status: 200,
      body: {
        object: 'list',
        ...pageOf(
          Array.from(jobs.values(), (job) => render(parts, job)),
          query.get('after'),
          query.get('limit'),
        ),
      },
    }),
    'GET /v1/batches/:id': (_call, id) => {
      const job = find(id)
      job.polls++
      if (job.outcome === null && hasEnded(parts, job) && job.errors.length === 0) finish(parts, files, job)
      return show(job)
    },
    'POST /v1/batches/:id/cancel': (_call, id) => {
      const job = find(id)
      if (hasEnded(parts, job))
        throw new Refusal(409, `Cannot cancel a batch with status '${statusOf(parts, job)}'.`)
      job.cancelledAt ??= job.polls
      return show(job)
    },
  }
}

function hasEnded({ plan }: BatchParts, { errors, polls, cancelledAt }: Job): boolean {
  if (errors.length > 0) return polls > 0
  return cancelledAt === null ? polls >= plan.polls : polls > cancelledAt
}

function statusOf(parts: BatchParts, job: Job): OpenAI.Batch['status'] {
  const ended = hasEnded(parts, job)
  if (job.errors.length > 0) return ended ? 'failed' : 'validating'
  if (job.cancelledAt !== null) return ended ? 'cancelled' : 'cancelling'
  if (ended) return job.outcome?.settled.some(({ end }) => end === 'expired') ? 'expired' : 'completed'
  if (job.polls === 0) return 'validating'
  return job.polls === parts.plan.polls - 1 && job.polls > 1 ? 'finalizing' : 'in_progress'
}

function finish(parts: BatchParts, files: OpenAiFiles, job: Job): void {
  const settled = settleItems(
    parts,
    job.items,
    settledAt(parts.plan, job.cancelledAt ?? job.polls, job.items.length),
  )
  const write = (name: string, items: SettledItem[]) =>
    items.length === 0 ? undefined : files.write(`${job.id}_${name}.jsonl`, items.map(renderLine).join(''))
  job.outcome = {
    settled,
    output: write(
      'output',
      settled.filter(({ end }) => end === 'answered'),
    ),
    errors: write(
      'error',
      settled.filter(({ end }) => end !== 'answered'),
    ),
  }
}

const UNANSWERED = {
  expired: {
    code: 'batch_expired',
    message: 'This request could not be executed before the completion window expired.',
  },
  cancelled: {
    code: 'batch_cancelled',
    message: 'The batch was cancelled before this request was executed.',
  },
}

function renderLine(item: SettledItem): string {
  const line = {
    id: idOf('batch_req_', item.index),
    custom_id: item.customId,
    response:
      'body' in item
        ? { status_code: item.status, request_id: idOf('req_', item.index), body: item.body }
        : null,
    error: 'body' in item ? null : UNANSWERED[item.end],
  }
  return `${JSON.stringify(line)}\n`
}

function render(parts: BatchParts, job: Job): OpenAI.Batch {
  const { asked, items, outcome } = job
  const status = statusOf(parts, job)
  const answered = outcome?.settled.filter(({ end }) => end === 'answered').length
  const completed = answered ?? settledAt(parts.plan, job.cancelledAt ?? job.polls, items.length)
  return {
    id: job.id,
    object: 'batch',
    endpoint: asked.endpoint,
    input_file_id: asked.input_file_id,
    completion_window: asked.completion_window,
    status,
    created_at: EPOCH_SECONDS,
    expires_at: EPOCH_SECONDS + 86_400,
    metadata: asked.metadata ?? null,
    request_counts: {
      total: items.length,
      completed,
      failed: outcome === null ? 0 : items.length - completed,
    },
    ...(job.errors.length > 0 && status === 'failed' && { errors: { object: 'list', data: job.errors } }),
    ...(outcome?.output !== undefined && { output_file_id: outcome.output }),
    ...(outcome?.errors !== undefined && { error_file_id: outcome.errors }),
    ...(status !== 'validating' && { [`${status}_at`]: EPOCH_SECONDS }),
  }
}
