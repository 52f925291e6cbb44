import type OpenAI from 'openai'
import type { BatchAnswer, BatchProgress, BatchProvider } from '../judge/batch-provider.ts'
import type { ChatRequest } from '../judge/chat-model.ts'
import { type BatchProviderOptions, type CallOptions, makeBatchCall } from './batch-call.ts'
import limits from './batch-limits.json' with { type: 'json' }
import { recallSent, rememberSent } from './batch-sent.ts'
import { everyWithin } from './every-within.ts'
import { explainOpenAiBatch, readOpenAiBatchLine } from './openai-batch-line.ts'
import { openAiBody } from './openai-body.ts'
import { makeOpenAiClient } from './openai-client.ts'
import { ProviderFailure } from './provider.ts'
import { factsKey } from './provider-options.ts'
import { readJsonLines } from './read-json-lines.ts'
import { type Dialect, FIRST_DIALECT, SchemaMode } from './schema-mode.ts'
import { recallDialect } from './schema-mode-discovery.ts'

const ENDPOINT = '/v1/chat/completions'
const ENDED: readonly string[] = ['completed', 'failed', 'expired', 'cancelled']
/** Other dialects word a request longer than the first by less than this. */
const MARGIN_BYTES = 512

/** OpenAI's Batch API: a file of requests in, files of answers and errors out, within a day. */
export function makeOpenAiBatchProvider(options: BatchProviderOptions): BatchProvider {
  const { model, facts, log, priceOf, timeoutMs } = options
  const client = makeOpenAiClient(options)
  const call = makeBatchCall('openai', options)
  const line = (request: ChatRequest, dialect: Dialect) =>
    `${JSON.stringify({ custom_id: request.hash, method: 'POST', url: ENDPOINT, body: openAiBody(request, model, dialect) })}\n`

  /** A file of conversations that no batch uses must not stay there. */
  async function start(fileId: string, to: CallOptions): Promise<OpenAI.Batch> {
    const asked = { input_file_id: fileId, endpoint: ENDPOINT, completion_window: '24h' } as const
    try {
      return await client.batches.create(asked, to)
    } catch (error) {
      await client.files
        .delete(fileId)
        .catch(() => log.warn(`file ${fileId} stays at openai, though no batch could be made of it`))
      throw error
    }
  }

  async function* linesOf(fileId: string | undefined): AsyncGenerator<unknown> {
    if (fileId === undefined) return
    const reading = new AbortController()
    const { body } = await call.ask(({ signal, timeout }) =>
      client.files.content(fileId, { timeout, signal: AbortSignal.any([signal, reading.signal]) }),
    )
    if (body !== null) yield* readJsonLines(everyWithin(body, timeoutMs, () => reading.abort()))
  }

  async function* answersOf(batch: OpenAI.Batch): AsyncGenerator<BatchAnswer> {
    const sent = await recallSent(facts, batch.id)
    const failed = batch.status === 'failed' ? explainOpenAiBatch(batch) : null
    const files = failed === null ? [batch.output_file_id, batch.error_file_id] : [batch.input_file_id]
    const seen = new Set<string>()
    for (const fileId of files) {
      for await (const value of linesOf(fileId)) {
        const answer = readOpenAiBatchLine(value, failed, sent, priceOf)
        if (answer === null) log.warn(`a line of file ${fileId} of batch ${batch.id} cannot be read`)
        if (answer === null || seen.has(answer.requestHash)) continue
        seen.add(answer.requestHash)
        yield answer
      }
    }
  }

  return {
    provider: 'openai',
    model,
    limits: limits.openai,
    sizeOf: (request) => Buffer.byteLength(line(request, FIRST_DIALECT)) + MARGIN_BYTES,
    async submit(requests) {
      if (requests.length === 0)
        throw new ProviderFailure('rejected', 'a batch needs at least one request', null)
      const key = factsKey('openai', options)
      const known = await recallDialect({ facts, key, modes: SchemaMode.options, log })
      const dialect = known ?? FIRST_DIALECT
      const file = new File(
        requests.map((request) => line(request, dialect)),
        'requests.jsonl',
        { type: 'application/jsonl' },
      )
      const batch = await call.submit(requests, async (to) => {
        const uploaded = await client.files.create({ file, purpose: 'batch' }, to)
        return await start(uploaded.id, to)
      })
      await rememberSent(options, batch.id, requests, dialect)
      return batch.id
    },
    progress: async (batchId) => progressOf(await call.ask((to) => client.batches.retrieve(batchId, to))),
    async *answers(batchId) {
      const batch = await call.ask((to) => client.batches.retrieve(batchId, to))
      try {
        yield* answersOf(batch)
      } catch (error) {
        throw call.failure(error)
      }
    },
  }
}

function progressOf({ status, request_counts }: OpenAI.Batch): BatchProgress {
  const { completed = 0, failed = 0, total = 0 } = request_counts ?? {}
  return { state: ENDED.includes(status) ? 'ended' : 'working', settled: completed + failed, total }
}
