import { parseRecord } from '../intake/parse-record.ts'
import { type GradeBatchDeps, gradeChunk } from './grade-batch.ts'
import type { Batch } from './ports.ts'

const CHUNK = 256

/**
 * Grades what waits in a received batch until nothing does, a chunk a transaction. Aborted, it stops after the
 * chunk in hand and leaves the batch `running`, so that the next start goes on with the rest.
 */
export async function workBatch(
  deps: GradeBatchDeps,
  { id, scorecard }: Pick<Batch, 'id' | 'scorecard'>,
  { concurrency, signal }: { concurrency: number; signal: AbortSignal },
): Promise<void> {
  const { store, shelf, clock } = deps
  await store.setBatchState(id, 'running')
  try {
    const named = scorecard === null ? null : shelf.named(scorecard)
    for (;;) {
      if (signal.aborted) return
      const waiting = await store.waiting(id, CHUNK)
      if (waiting.length === 0) break
      const records = waiting.map(({ position, record }) => ({
        position,
        record: parseRecord(record, { file: id, line: position + 1 }),
      }))
      await gradeChunk(deps, records, { batchId: id, scorecard: named, concurrency })
    }
    await store.setBatchState(id, 'done', { finishedAt: new Date(clock()).toISOString() })
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    await store.setBatchState(id, 'failed', { finishedAt: new Date(clock()).toISOString(), failure })
    throw error
  }
}
