import type { GovernorSettings } from './governor-settings.ts'
import type { ProviderFailure } from './provider.ts'

/** What one request does after a try that failed. */
export type AfterFailure = { waitMs: number } | { giveUp: string }

export interface RetryDelay {
  after(failure: ProviderFailure): AfterFailure
  /** What is left of its time for waiting, in milliseconds. */
  leftMs(): number
}

/**
 * Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", 2015): even over [0, first · 2ⁿ).
 * Where the provider says how long to wait, and it is longer, that holds.
 */
export function makeRetryDelay(settings: GovernorSettings, random: () => number): RetryDelay {
  const { maxTries, firstBackoffMs, longestBackoffMs, waitBudgetMs } = settings
  let tries = 0
  let leftMs = waitBudgetMs
  return {
    leftMs: () => leftMs,
    after({ kind, message, retryAfterMs }) {
      tries++
      if (kind === 'denied' || kind === 'rejected') return { giveUp: message }
      if (tries >= maxTries) return { giveUp: `given up after ${tries} tries: ${message}` }
      const asked = retryAfterMs ?? 0
      if (asked > leftMs) return { giveUp: `${tooLong(asked, leftMs)}: ${message}` }
      if (leftMs <= 0) return { giveUp: `given up after ${seconds(waitBudgetMs)} of waiting: ${message}` }
      const backoff = random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** (tries - 1))
      const waitMs = Math.min(leftMs, Math.max(asked, backoff))
      leftMs -= waitMs
      return { waitMs }
    },
  }
}

/** Why nobody waits as long as a provider asks. */
export function tooLong(askedMs: number, leftMs: number): string {
  return `the provider asks to wait ${seconds(askedMs)}, and only ${seconds(leftMs)} of waiting are left`
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`
}
