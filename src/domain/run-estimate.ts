import type { Usage } from './usage.ts'

/** What something would use live and as a provider's batch; costs are null where no price is known. */
export interface Estimated {
  /** With what the provider's cache should give: `cachedTokens` of `inputTokens`. */
  live: Usage
  /** Without any cache, which no provider promises for a batch. */
  batch: Usage
}

/** What a run would use if it were begun now; tokens are estimates, see the README. */
export interface RunEstimate extends Estimated {
  provider: string
  model: string
  /** Day of the model's price; null where none is known. */
  pricesAsOf: string | null
  /** By criterion's id; they add up to the whole. */
  criteria: Record<string, Estimated>
}
