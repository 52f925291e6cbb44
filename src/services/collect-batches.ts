import { GraderError } from '../domain/errors.ts'
import { type ChatModel, type ChatRequest, DEFERRED } from '../judge/chat-model.ts'
import type { AskByBatchDeps } from './batch-deps.ts'
import { newId } from './new-id.ts'

/** Takes note of requests, and submits them as batches within the provider's limits. */
export function collectBatches(deps: AskByBatchDeps, liveBelow: number) {
  const { store, batches, chat, money } = deps
  const seen = new Set<string>()
  let noted: ChatRequest[] = []
  let ready: ChatRequest[] = []
  let readyBytes = 0
  let setAsideUsd = 0
  let submitted = false

  async function submitReady(): Promise<void> {
    if (ready.length === 0) return
    const requests = ready
    ready = []
    readyBytes = 0
    submitted = true
    await submit(deps, requests)
  }

  return {
    chat: {
      ...chat,
      async ask(request) {
        if (!seen.has(request.hash)) {
          seen.add(request.hash)
          noted.push(request)
        }
        return DEFERRED
      },
    } satisfies ChatModel,
    /** Leaves out what waits in a batch already, and submits what fills one. */
    async sift(): Promise<void> {
      const requests = noted
      noted = []
      const waiting = await store.providerBatches.waitingRequests(requests.map(({ hash }) => hash))
      for (const request of requests) {
        if (waiting.has(request.hash) || !money.fits(request, setAsideUsd)) continue
        const bytes = batches.sizeOf(request)
        const isFull = ready.length >= batches.limits.requests || readyBytes + bytes > batches.limits.bytes
        if (isFull) await submitReady()
        ready.push(request)
        readyBytes += bytes
        setAsideUsd += money.most(request)
      }
    },
    /** Few requests are left for asking live. */
    async end(): Promise<void> {
      if (submitted || ready.length > liveBelow) await submitReady()
    },
  }
}

async function submit(deps: AskByBatchDeps, requests: readonly ChatRequest[]): Promise<void> {
  const { store, batches, clock, persist, log } = deps
  const { provider, model } = batches
  const id = newId('pb')
  const createdAt = new Date(clock()).toISOString()
  const hashes = requests.map(({ hash }) => hash)
  await store.providerBatches.createProviderBatch({ id, provider, model, createdAt }, hashes)
  const submitted = await persist(() => batches.submit(requests))
  if ('gaveUp' in submitted) {
    await store.providerBatches.dropProviderBatch(id)
    throw new GraderError('PROVIDER_FAILED', `${provider} took no batch: ${submitted.gaveUp}`)
  }
  await store.providerBatches.providerBatchSubmitted(id, submitted.answer)
  log.info(`${provider}: ${requests.length} requests to ${model} went off as batch ${submitted.answer}`)
}
