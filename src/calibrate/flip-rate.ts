import { betaQuantile } from './distributions.ts'

export interface FlipRate {
  /** The chance (0..1) that asking again about the same conversation gives another verdict; null where unknown. */
  rate: number | null
  /** Conversations with at least two verdicts. */
  n: number
  /** One-sided 95 % upper bound of the rate. */
  upper: number | null
  /** Why the rate is null: no conversation was asked twice. */
  reason: 'not_asked_twice' | null
}

/**
 * How often a judge contradicts itself: over conversations, the mean share of pairs of its verdicts that differ.
 * The bound is Clopper & Pearson's at rate·n of n, which is cautious: a share of pairs varies less than a single pair.
 *
 * @param votes per conversation every verdict the judge gave when asked; null for a reply that could not be read
 */
export function flipRate(votes: readonly (readonly (string | null)[])[]): FlipRate {
  const shares = votes
    .map((all) => all.filter((vote) => vote !== null))
    .filter((all) => all.length >= 2)
    .map(differingShare)
  const n = shares.length
  if (n === 0) return { rate: null, n, upper: null, reason: 'not_asked_twice' }
  const flips = shares.reduce((total, share) => total + share, 0)
  return {
    rate: flips / n,
    n,
    upper: flips >= n ? 1 : betaQuantile(0.95, flips + 1, n - flips),
    reason: null,
  }
}

/** Of all pairs of votes, the share that differ. */
function differingShare(votes: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1)
  const same = [...counts.values()].reduce((total, count) => total + (count * (count - 1)) / 2, 0)
  return 1 - same / ((votes.length * (votes.length - 1)) / 2)
}
