import type { Logger } from 'pino'
import type { Batch } from '../services/ports.ts'

/** Batches that wait for their turn, one at a time, in the order they came. */
export interface Queue {
  add(batch: Batch): void
  /** Stops after the chunk in hand; what waits stays in the store for the next start. */
  stop(): Promise<void>
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>
}

/** A queue in this process. A batch that fails is logged; the next goes on. */
export function makeInlineQueue(
  work: (batch: Batch, signal: AbortSignal) => Promise<void>,
  log: Logger,
): Queue {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  return {
    add(batch) {
      running = running.then(async () => {
        if (stopping.signal.aborted) return
        try {
          await work(batch, stopping.signal)
        } catch (error) {
          log.error({ batch: batch.id, err: error }, 'batch failed')
        }
      })
    },
    async stop() {
      stopping.abort()
      await running
    },
    idle: async () => {
      let seen: Promise<void> | null = null
      while (seen !== running) {
        seen = running
        await seen
      }
    },
  }
}
