import { setImmediate as settle } from 'node:timers/promises'
import { seededRandom } from '../../domain/seeded-random.ts'
import type { Timer } from '../provider.ts'

interface Sleeper {
  at: number
  wake: () => void
}

export interface VirtualTimer extends Timer {
  /** Lets everything run that runs without waiting, then wakes whoever sleeps shortest, until `work` is done. */
  run<T>(work: Promise<T>): Promise<T>
}

/** Time that stands still until everybody sleeps, and then jumps: an hour of waiting takes no time. */
export function makeVirtualTimer(seed = 1): VirtualTimer {
  const sleepers = new Set<Sleeper>()
  let now = 0
  return {
    now: () => now,
    random: seededRandom(seed),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        const sleeper = {
          at: now + ms,
          wake() {
            signal?.removeEventListener('abort', stop)
            resolve()
          },
        }
        signal?.addEventListener('abort', stop, { once: true })
        sleepers.add(sleeper)
      }),
    async run(work) {
      let done = false
      const finish = () => {
        done = true
      }
      work.then(finish, finish)
      for (;;) {
        await settle()
        if (done) return work
        const next = earliest(sleepers)
        if (next === null) throw new Error('everything waits, and nothing will wake it')
        sleepers.delete(next)
        now = Math.max(now, next.at)
        next.wake()
      }
    },
  }
}

function earliest(sleepers: ReadonlySet<Sleeper>): Sleeper | null {
  let first: Sleeper | null = null
  for (const sleeper of sleepers) if (first === null || sleeper.at < first.at) first = sleeper
  return first
}
