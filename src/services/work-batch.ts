import { parseRecord } from '../intake/parse-record.ts'
import { type BatchRecord, type GradeBatchDeps, gradeBatch } from './grade-batch.ts'
import type { Batch, Store } from './ports.ts'

export interface WorkBatchOptions {
  concurrency: number
  /** Records in one transaction. */
  chunk: number
  signal: AbortSignal
}

/**
 * Grades what waits in a received batch until nothing does, a chunk a transaction. Aborted, it stops after the
 * chunks in hand and leaves the batch `running`, so that the next start goes on with the rest.
 */
export async function workBatch(
  deps: GradeBatchDeps,
  { id, scorecard }: Pick<Batch, 'id' | 'scorecard'>,
  { concurrency, chunk, signal }: WorkBatchOptions,
): Promise<void> {
  const { store, shelf, clock } = deps
  await store.setBatchState(id, 'running')
  try {
    const named = scorecard === null ? null : shelf.named(scorecard)
    const options = { batchId: id, scorecard: named, concurrency, signal }
    for await (const _events of gradeBatch(deps, waitingRecords(store, id, chunk), options));
    if (signal.aborted) return
    await store.setBatchState(id, 'done', { finishedAt: new Date(clock()).toISOString() })
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    await store.setBatchState(id, 'failed', { finishedAt: new Date(clock()).toISOString(), failure })
    throw error
  }
}

async function* waitingRecords(store: Store, id: string, chunk: number): AsyncGenerator<BatchRecord[]> {
  let after = -1
  for (;;) {
    const waiting = await store.waiting(id, { after, limit: chunk })
    const last = waiting.at(-1)
    if (last === undefined) return
    after = last.position
    yield waiting.map(({ position, record }) => ({
      position,
      record: parseRecord(record, { file: id, line: position + 1 }),
    }))
  }
}
