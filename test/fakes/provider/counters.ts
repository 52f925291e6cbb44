import type { TokenCount } from './types.ts'

export interface ProviderStats {
  /** Requests for a reply; those of batches are counted in `batched` alone. */
  requests: number
  batched: number
  /** Per outcome: complete, truncated, refused, an HTTP status such as 429, or held, stalled, cut, reset. */
  outcomes: Record<string, number>
  /** How many different requests there were. */
  distinct: number
  maxInFlight: number
  /** All input of requests that were answered, cached or not. */
  promptTokens: number
  cachedTokens: number
  outputTokens: number
}

/** Counts what a provider did. */
export function makeCounters() {
  const attempts = new Map<string, number>()
  const outcomes: Record<string, number> = {}
  const sums = { requests: 0, batched: 0, maxInFlight: 0, promptTokens: 0, cachedTokens: 0, outputTokens: 0 }
  let inFlight = 0
  return {
    /** Counts a request in; gives how many are in flight now, and a way out that may be taken twice. */
    enter() {
      inFlight++
      sums.maxInFlight = Math.max(sums.maxInFlight, inFlight)
      let inside = true
      const leave = () => {
        if (inside) inFlight--
        inside = false
      }
      return { inFlight, leave }
    },
    /** Gives the request's number, and how many equal ones came before. */
    arrive(hash: string) {
      const attempt = attempts.get(hash) ?? 0
      attempts.set(hash, attempt + 1)
      return { n: sums.requests++, attempt }
    },
    settle(outcome: string) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    },
    batch() {
      sums.batched++
    },
    spend(tokens: TokenCount, output: number) {
      sums.promptTokens += tokens.fresh + tokens.cacheRead + tokens.cacheWrite
      sums.cachedTokens += tokens.cacheRead
      sums.outputTokens += output
    },
    stats: (): ProviderStats => ({ ...sums, outcomes: { ...outcomes }, distinct: attempts.size }),
  }
}

export type Counters = ReturnType<typeof makeCounters>
