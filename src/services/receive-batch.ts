import { GraderError } from '../domain/errors.ts'
import { newId } from './new-id.ts'
import type { Batch, Clock, Store, WaitingItem } from './ports.ts'

/**
 * Stores a stream of records as a new batch, a chunk at a time, and queues it when the last has come. A stream
 * that breaks leaves the batch `failed`: nobody was told its id, so the sender sends it again.
 */
export async function receiveBatch(
  { store, clock }: { store: Store; clock: Clock },
  records: AsyncIterable<string[]>,
  scorecard: string | null,
): Promise<Batch> {
  const id = newId('b')
  const createdAt = new Date(clock()).toISOString()
  await store.createBatch({ id, source: 'http', scorecard, createdAt, state: 'receiving' })
  let position = 0
  try {
    for await (const lines of records) {
      const items = lines.map((record, index): WaitingItem => ({ position: position + index, record }))
      await store.addWaiting(id, items)
      position += lines.length
    }
    if (position === 0)
      throw new GraderError(
        'TRANSCRIPT_INVALID',
        'the body holds no conversation; send one JSON object a line',
      )
  } catch (error) {
    const finishedAt = new Date(clock()).toISOString()
    await store.setBatchState(id, 'failed', {
      finishedAt,
      failure: `the upload broke off after ${position} records`,
    })
    throw error
  }
  await store.setBatchState(id, 'queued')
  const batch = await store.batch(id)
  if (batch === null) throw new GraderError('INTERNAL', `batch ${id} is gone right after it was stored`)
  return batch
}
