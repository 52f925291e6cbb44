import type { MessageBatch } from '@anthropic-ai/sdk/resources/messages'
import type { BatchAnswer, BatchProgress, BatchProvider } from '../judge/batch-provider.ts'
import type { ChatRequest } from '../judge/chat-model.ts'
import { readAnthropicBatchLine } from './anthropic-batch-line.ts'
import { ANTHROPIC_MODES, anthropicBody } from './anthropic-body.ts'
import { makeAnthropicClient } from './anthropic-client.ts'
import { type BatchProviderOptions, makeBatchCall } from './batch-call.ts'
import limits from './batch-limits.json' with { type: 'json' }
import { recallSent, rememberSent } from './batch-sent.ts'
import { everyWithin } from './every-within.ts'
import { ProviderFailure } from './provider.ts'
import { factsKey } from './provider-options.ts'
import { type Dialect, FIRST_DIALECT } from './schema-mode.ts'
import { recallDialect } from './schema-mode-discovery.ts'

/** Other dialects word a request longer than the first by less than this. */
const MARGIN_BYTES = 512

/** Anthropic's Message Batches: requests in one body, answers as a stream of lines, within a day. */
export function makeAnthropicBatchProvider(options: BatchProviderOptions): BatchProvider {
  const { model, facts, log, priceOf, timeoutMs } = options
  const client = makeAnthropicClient(options)
  const call = makeBatchCall('anthropic', options)
  const item = (request: ChatRequest, dialect: Dialect) => ({
    custom_id: request.hash,
    params: anthropicBody(request, model, dialect),
  })

  async function* answersOf(batchId: string): AsyncGenerator<BatchAnswer> {
    const sent = await recallSent(facts, batchId)
    const reading = new AbortController()
    const lines = await call.ask(({ signal, timeout }) => {
      const both = AbortSignal.any([signal, reading.signal])
      return client.messages.batches.results(batchId, {}, { timeout, signal: both })
    })
    const seen = new Set<string>()
    for await (const value of everyWithin(lines, timeoutMs, () => reading.abort())) {
      const answer = readAnthropicBatchLine(value, sent, priceOf)
      if (answer === null) log.warn(`a line of the results of batch ${batchId} cannot be read`)
      if (answer === null || seen.has(answer.requestHash)) continue
      seen.add(answer.requestHash)
      yield answer
    }
  }

  return {
    provider: 'anthropic',
    model,
    limits: limits.anthropic,
    sizeOf: (request) => Buffer.byteLength(JSON.stringify(item(request, FIRST_DIALECT))) + MARGIN_BYTES,
    async submit(requests) {
      if (requests.length === 0)
        throw new ProviderFailure('rejected', 'a batch needs at least one request', null)
      const key = factsKey('anthropic', options)
      const known = await recallDialect({ facts, key, modes: ANTHROPIC_MODES, log })
      const dialect = known ?? FIRST_DIALECT
      const items = requests.map((request) => item(request, dialect))
      const { id } = await call.submit(requests, (to) =>
        client.messages.batches.create({ requests: items }, to),
      )
      await rememberSent(options, id, requests, dialect)
      return id
    },
    progress: async (batchId) =>
      progressOf(await call.ask((to) => client.messages.batches.retrieve(batchId, {}, to))),
    async *answers(batchId) {
      try {
        yield* answersOf(batchId)
      } catch (error) {
        throw call.failure(error)
      }
    },
  }
}

/** Until the whole batch has ended, all of its requests count as being processed. */
function progressOf({ processing_status, request_counts }: MessageBatch): BatchProgress {
  const { processing, succeeded, errored, canceled, expired } = request_counts
  const settled = succeeded + errored + canceled + expired
  return {
    state: processing_status === 'ended' ? 'ended' : 'working',
    settled,
    total: processing + settled,
  }
}
