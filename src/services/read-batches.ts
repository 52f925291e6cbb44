import { GraderError } from '../domain/errors.ts'
import type { BatchAnswer } from '../judge/batch-provider.ts'
import type { AskByBatchDeps } from './batch-deps.ts'
import shippedSettings from './batch-settings.json' with { type: 'json' }
import type { ProviderBatch } from './ports.ts'

interface ReadBatches {
  batches: number
  /** Why, where there were requests and not one of them was answered; null otherwise. */
  failure: string | null
}

/** Waits for the batches that are open and keeps their answers. */
export async function readOpenBatches(
  deps: AskByBatchDeps,
  signal: AbortSignal | undefined,
): Promise<ReadBatches> {
  const { store, chat, log } = deps
  const open = await store.providerBatches.openProviderBatches(chat.provider, chat.model)
  let answered = 0
  let failure: string | null = null
  for (const batch of open) {
    if (batch.providerBatchId !== null) {
      await awaitEnd(deps, batch.providerBatchId, signal)
      const read = await keepAnswers(deps, batch, batch.providerBatchId)
      answered += read.answered
      failure ??= read.failure
      continue
    }
    log.warn(`a batch of ${batch.createdAt} was cut off while it was submitted; its requests are asked anew`)
    await store.providerBatches.dropProviderBatch(batch.id)
  }
  return { batches: open.length, failure: answered > 0 ? null : failure }
}

async function awaitEnd(
  { batches, persist, sleep, log, settings = shippedSettings }: AskByBatchDeps,
  id: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  let told = -1
  for (let pollMs = settings.firstPollMs; ; pollMs = Math.min(2 * pollMs, settings.longestPollMs)) {
    const asked = await persist(() => batches.progress(id))
    if ('gaveUp' in asked)
      throw new GraderError(
        'PROVIDER_FAILED',
        `batch ${id} cannot be looked at: ${asked.gaveUp}; it goes on, and the same command reads it later`,
      )
    const { state, settled, total } = asked.answer
    if (settled !== told) log.info(`batch ${id}: ${settled} of ${total} requests are settled`)
    told = settled
    if (state === 'ended') return
    await sleep(pollMs, signal)
  }
}

/** So many answers are kept in one go. */
const ANSWERS_AT_ONCE = 500

async function keepAnswers(
  deps: AskByBatchDeps,
  { id }: ProviderBatch,
  providerBatchId: string,
): Promise<{ answered: number; failure: string | null }> {
  const { store, batches, persist, money, log } = deps
  // A cut connection has the answers read again from the start.
  const paid = new Set<string>()
  const read = await persist(async () => {
    let answers: BatchAnswer[] = []
    let failures = 0
    let answered = 0
    let failure: string | null = null
    const keep = async () => {
      await store.providerBatches.addAnswers(id, answers)
      for (const { requestHash, reply } of answers) {
        if (!paid.has(requestHash)) await money.spend(reply?.usage.costUsd ?? 0)
        paid.add(requestHash)
      }
      answers = []
    }
    for await (const answer of batches.answers(providerBatchId)) {
      answers.push(answer)
      if (answer.failure === null) answered += 1
      else failures += 1
      failure ??= answer.failure
      if (answers.length >= ANSWERS_AT_ONCE) await keep()
    }
    await keep()
    return { failures, answered, failure }
  })
  if ('gaveUp' in read)
    throw new GraderError(
      'PROVIDER_FAILED',
      `the answers of batch ${providerBatchId} cannot be read: ${read.gaveUp}; the same command reads them later`,
    )
  await store.providerBatches.providerBatchRead(id)
  const { failures, answered, failure } = read.answer
  if (failures > 0)
    log.warn(
      `batch ${providerBatchId}: ${failures} requests have no answer (${failure}); they are asked anew`,
    )
  return { answered, failure }
}
