import { setTimeout as sleep } from 'node:timers/promises'
import type { Timer } from './provider.ts'

/** The machine's own time and chance. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal })
    } catch (error) {
      // Node wraps the reason in an error of its own; callers want the one they aborted with.
      throw signal?.aborted ? signal.reason : error
    }
  },
  random: () => Math.random(),
}
