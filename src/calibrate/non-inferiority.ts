import { normalQuantile } from './distributions.ts'
import settings from './drift-settings.json' with { type: 'json' }

/** Whether the judge as certified and the changed one agree with people on one and the same conversation. */
export interface PairedAgreement {
  before: boolean
  after: boolean
}

export interface NonInferiority {
  n: number
  /** Conversations right only after the change, and only before it. */
  gained: number
  lost: number
  /** (gained − lost) / n, in −1..1; null where there is no pair. */
  difference: number | null
  /** The one-sided 95 % lower bound of the difference. */
  lower: number | null
  /** The loss (0..1) that would still be accepted. */
  margin: number
  /** Whether a loss as large as the margin is ruled out; null where there is no pair. */
  notWorse: boolean | null
  reason: 'no_pairs' | null
}

/**
 * Whether a changed judge can be taken to be no worse than before by `margin` or more, from the same conversations.
 * The bound is Tango's score bound (1998, Stat. Med. 17:891): adding ½ to each cell, as for the interval that is shown,
 * would let through 12 % instead of 5 % of the changes that lose exactly .05 where few verdicts change (n = 100).
 *
 * @param margin @default 0.05
 */
export function nonInferiority(
  pairs: readonly PairedAgreement[],
  margin: number = settings.nonInferiorityMargin,
): NonInferiority {
  const n = pairs.length
  const gained = pairs.filter(({ before, after }) => after && !before).length
  const lost = pairs.filter(({ before, after }) => before && !after).length
  if (n === 0)
    return { n, gained, lost, difference: null, lower: null, margin, notWorse: null, reason: 'no_pairs' }
  const lower = tangoLowerBound(gained, lost, n)
  return {
    n,
    gained,
    lost,
    difference: (gained - lost) / n,
    lower,
    margin,
    notWorse: lower > -margin,
    reason: null,
  }
}

/** The smallest difference that a one-sided score test at 5 % does not reject. */
function tangoLowerBound(gained: number, lost: number, n: number): number {
  const z = normalQuantile(0.95)
  let [low, high] = [-1, (gained - lost) / n]
  // The score falls as the difference rises; 60 halvings leave less than 1e−17.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (score(gained, lost, n, middle) > z) low = middle
    else high = middle
  }
  return high
}

/** (gained − lost − n·d) / √(n·(2q + d(1 − d))), q the likeliest share of `lost` under a difference of d. */
function score(gained: number, lost: number, n: number, d: number): number {
  const b = (2 * n - gained + lost) * d - gained - lost
  const root = Math.sqrt(Math.max(0, b * b + 8 * n * lost * d * (1 - d)))
  const q = (root - b) / (4 * n)
  const variance = n * (2 * q + d * (1 - d))
  const excess = gained - lost - n * d
  if (variance > 0) return excess / Math.sqrt(variance)
  return excess > 0 ? Number.POSITIVE_INFINITY : 0
}
