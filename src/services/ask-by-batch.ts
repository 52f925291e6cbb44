import type { Logger } from 'pino'
import { GraderError } from '../domain/errors.ts'
import { NO_USAGE } from '../domain/usage.ts'
import type { Incoming } from '../intake/incoming.ts'
import type { BatchAnswer, BatchProvider } from '../judge/batch-provider.ts'
import type { ChatModel, ChatReply, ChatRequest } from '../judge/chat-model.ts'
import type { Judge } from '../judge/judge.ts'
import type { JudgmentMemory } from '../judge/judgment-memory.ts'
import { lookingInto } from '../judge/passing-memories.ts'
import shippedSettings from './batch-settings.json' with { type: 'json' }
import { newId } from './new-id.ts'
import type { Clock, ProviderBatch, Store } from './ports.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'
import { surveyRequests } from './survey-requests.ts'

export type ModelLog = Pick<Logger, 'info' | 'warn' | 'error'>

/** Tries until it works or a long budget is used up. */
export type Persist = <T>(
  attempt: (signal: AbortSignal) => Promise<T>,
) => Promise<{ answer: T } | { gaveUp: string }>

/** What batches may cost. */
export interface BatchMoney {
  /** Whether the request fits into what is left, with this much set aside for others. */
  fits(request: ChatRequest, setAsideUsd: number): boolean
  /** The most that it can cost, in USD. */
  most(request: ChatRequest): number
  spend(costUsd: number | null): Promise<void>
}

export interface AskByBatchDeps {
  store: Store
  shelf: ScorecardShelf
  clock: Clock
  /** Names and parameters of the model, as it is asked live: a request must have the same hash both ways. */
  chat: Pick<ChatModel, 'provider' | 'model' | 'params'>
  judgeWith(chat: ChatModel, memory: JudgmentMemory): Judge
  batches: BatchProvider
  persist: Persist
  money: BatchMoney
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  log: ModelLog
  settings?: typeof shippedSettings
}

export interface AskByBatchOptions {
  scorecard: PreparedScorecard | null
  signal?: AbortSignal
}

/**
 * Has a provider answer in batches what the conversations of an input would ask of a judge. The replies wait in the store
 * for the grading that follows, which reads and verifies them as live ones, and asks live for what is still missing.
 * What a reply makes necessary to be asked again goes into another batch, unless that is little. A batch that was begun
 * by a run that ended is waited for and not asked again.
 * @param source gives the input anew each time it is called
 * @throws GraderError PROVIDER_FAILED where the provider does not take or show batches; the signal's reason.
 */
export async function askByBatch(
  deps: AskByBatchDeps,
  source: () => AsyncIterable<Incoming[]>,
  { scorecard, signal }: AskByBatchOptions,
): Promise<void> {
  const { store, shelf, settings = shippedSettings } = deps
  await readOpenBatches(deps, signal)
  for (let round = 1; round <= settings.mostRounds; round += 1) {
    const collected = makeCollector(deps, round === 1 ? 0 : settings.liveBelow)
    const judge = deps.judgeWith(collected.chat, lookingInto(store.judgments))
    await surveyRequests({ store, shelf, judge }, source(), {
      scorecard,
      onChunk: collected.sift,
      ...(signal && { signal }),
    })
    await collected.end()
    if (!(await readOpenBatches(deps, signal))) return
  }
}

/** Takes note of requests, and submits them as batches within the provider's limits. */
function makeCollector(deps: AskByBatchDeps, liveBelow: number) {
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
      async ask(request): Promise<ChatReply> {
        if (!seen.has(request.hash)) {
          seen.add(request.hash)
          noted.push(request)
        }
        return { outcome: 'deferred', usage: NO_USAGE, latencyMs: 0, sent: {} }
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

/** Waits for the batches that are open and keeps their answers; false where none was. */
async function readOpenBatches(deps: AskByBatchDeps, signal: AbortSignal | undefined): Promise<boolean> {
  const { store, chat, log } = deps
  const open = await store.providerBatches.openProviderBatches(chat.provider, chat.model)
  for (const batch of open) {
    if (batch.providerBatchId !== null) {
      await awaitEnd(deps, batch.providerBatchId, signal)
      await keepAnswers(deps, batch, batch.providerBatchId)
      continue
    }
    log.warn(`a batch of ${batch.createdAt} was cut off while it was submitted; its requests are asked anew`)
    await store.providerBatches.dropProviderBatch(batch.id)
  }
  return open.length > 0
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

async function keepAnswers(deps: AskByBatchDeps, { id }: ProviderBatch, providerBatchId: string) {
  const { store, batches, persist, money, log } = deps
  // A cut connection has the answers read again from the start.
  const paid = new Set<string>()
  const read = await persist(async () => {
    let answers: BatchAnswer[] = []
    let failures = 0
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
      if (answer.failure !== null) failures += 1
      failure ??= answer.failure
      if (answers.length >= ANSWERS_AT_ONCE) await keep()
    }
    await keep()
    return { failures, failure }
  })
  if ('gaveUp' in read)
    throw new GraderError(
      'PROVIDER_FAILED',
      `the answers of batch ${providerBatchId} cannot be read: ${read.gaveUp}; the same command reads them later`,
    )
  await store.providerBatches.providerBatchRead(id)
  const { failures, failure } = read.answer
  if (failures > 0)
    log.warn(
      `batch ${providerBatchId}: ${failures} requests have no answer (${failure}); they are asked anew`,
    )
}
