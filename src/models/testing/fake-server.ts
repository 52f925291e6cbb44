import { seededRandom } from '../../domain/seeded-random.ts'
import { ProviderFailure, type Timer } from '../provider.ts'

export interface FakeServerSettings {
  latencyMs: number
  /** More than so many in flight are turned away with 429. */
  cap?: number
  /** Shares of tries that get 429 and 500 whatever the load. */
  limited?: number
  broken?: number
  retryAfterMs?: number
  /** Down in [from, to). */
  down?: [number, number]
}

/** A provider in virtual time. Failures come at once, as from a gateway; answers after the latency. */
export function makeFakeServer(settings: FakeServerSettings, timer: Timer, seed = 7) {
  const random = seededRandom(seed)
  const { latencyMs, cap = Number.POSITIVE_INFINITY, limited = 0, broken = 0 } = settings
  const { retryAfterMs = null, down = [0, 0] } = settings
  const seen = { tries: 0, inFlight: 0, mostInFlight: 0, limited: 0, startedMs: [] as number[] }
  return {
    seen,
    async answer(signal: AbortSignal): Promise<string> {
      seen.tries++
      seen.startedMs.push(timer.now())
      const now = timer.now()
      if (now >= down[0] && now < down[1]) throw new ProviderFailure('connection', 'socket hang up', null)
      if (seen.inFlight >= cap || random() < limited) {
        seen.limited++
        throw new ProviderFailure('rate_limited', '429 slow down', 429, retryAfterMs)
      }
      if (random() < broken) throw new ProviderFailure('server', '500 oops', 500)
      seen.inFlight++
      seen.mostInFlight = Math.max(seen.mostInFlight, seen.inFlight)
      try {
        await timer.sleep(latencyMs, signal)
      } finally {
        seen.inFlight--
      }
      return 'done'
    },
  }
}
