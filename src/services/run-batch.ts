import type { Incoming } from '../intake/incoming.ts'
import {
  type BatchEvent,
  type BatchRecord,
  type GradeBatchDeps,
  type GradeBatchOptions,
  gradeBatch,
} from './grade-batch.ts'
import { newId } from './new-id.ts'

/**
 * Grades a whole input as one batch and keeps a record of it. Ends `done`, or `failed` with the reason when it
 * was stopped or a fault came up; what was committed until then stays, and another run goes on from there.
 */
export async function* runBatch(
  deps: GradeBatchDeps,
  source: AsyncIterable<Incoming[]>,
  options: Omit<GradeBatchOptions, 'batchId'>,
): AsyncGenerator<BatchEvent[]> {
  const { store, clock } = deps
  const id = newId('b')
  await store.createBatch({
    id,
    source: 'cli',
    scorecard: options.scorecard?.scorecard.id ?? null,
    createdAt: new Date(clock()).toISOString(),
    state: 'running',
  })
  let failure: string | undefined = 'stopped before the end of the input'
  try {
    yield* gradeBatch(deps, numbered(source), { ...options, batchId: id })
    if (!options.signal?.aborted) failure = undefined
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
    throw error
  } finally {
    const finishedAt = new Date(clock()).toISOString()
    if (failure === undefined) await store.setBatchState(id, 'done', { finishedAt })
    else await store.setBatchState(id, 'failed', { finishedAt, failure })
  }
}

/** Records by their place in the input, from 0. */
async function* numbered(source: AsyncIterable<Incoming[]>): AsyncGenerator<BatchRecord[]> {
  let first = 0
  for await (const incoming of source) {
    const start = first
    yield incoming.map((record, at) => ({ position: start + at, record }))
    first += incoming.length
  }
}
