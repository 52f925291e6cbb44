import shipped from './governor-settings.json' with { type: 'json' }

/** How hard one model of one provider is asked. */
export interface GovernorSettings {
  /** Most tries in flight, ever; whole. */
  concurrency: number
  /** Fewest tries in flight, however many are turned away; whole, at least 1. */
  leastConcurrency: number
  /** What the first cut takes off the limit, as a share of it, in (0, 1). */
  largestCut: number
  /** What the smallest cut takes off. */
  smallestCut: number
  /** How much the share of tries that are turned away remembers when the next window is counted, in [0, 1). */
  shareMemory: number
  /** Of one request; the first counts. */
  maxTries: number
  firstBackoffMs: number
  longestBackoffMs: number
  /** Of one request, between its tries, in total. */
  waitBudgetMs: number
  /** Failures in a row, no answer among them, after which the provider counts as down. */
  failuresToOpen: number
  /** How long after it went down it is tried again; each pause is twice the one before, up to the longest. */
  firstProbeMs: number
  longestProbeMs: number
  /** How long requests wait for a provider that is down, before they fail. */
  outageBudgetMs: number
  /** How long after that, or after access was denied, requests fail without being sent. */
  coolDownMs: number
}

export const governorSettings: GovernorSettings = shipped
