import type { GovernorSettings } from './governor-settings.ts'

/** `crowded` where the provider had too much to do, `paused` where it also said how long to stay away. */
export type Ending = 'answered' | 'crowded' | 'paused' | 'failed'

/** How many tries may be in flight. */
export interface ConcurrencyLimit {
  now(): number
  /** Gives the number of a try that starts. */
  start(): number
  /** The try with this number ended so. */
  end(number: number, how: Ending): void
}

/**
 * Additive increase, multiplicative decrease under a cap. It starts at the cap: a provider without trouble is used
 * fully from the first request on, and one that has too much turns the first burst away, which costs nothing.
 * A cut's depth follows the share of tries that are turned away, as in DCTCP (Alizadeh et al., SIGCOMM 2010): a limit
 * that is far too high halves, and 429s that have nothing to do with the load take little, since the share is squared.
 */
export function makeConcurrencyLimit(settings: GovernorSettings): ConcurrencyLimit {
  const { concurrency: cap, leastConcurrency: least, largestCut, smallestCut, shareMemory } = settings
  let limit = cap
  let started = 0
  let firstAfterCut = 0
  let crowdedShare = 1
  let ended = 0
  let crowded = 0

  function count(isCrowded: boolean) {
    ended++
    if (isCrowded) crowded++
    if (ended < limit) return
    crowdedShare = shareMemory * crowdedShare + (1 - shareMemory) * (crowded / ended)
    ended = 0
    crowded = 0
  }

  return {
    now: () => Math.floor(limit),
    start: () => started++,
    end(number, how) {
      const tooMany = how === 'crowded' || how === 'paused'
      count(tooMany)
      if (how === 'answered') limit = Math.min(cap, limit + 1 / limit)
      // What started before the last cut says nothing about the limit since.
      if (!tooMany || number < firstAfterCut) return
      // Being sent away for a while costs more than a low limit does.
      const cut = how === 'paused' ? largestCut : Math.max(smallestCut, largestCut * crowdedShare ** 2)
      limit = Math.max(least, limit * (1 - cut))
      firstAfterCut = started
    },
  }
}
