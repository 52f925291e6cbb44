/** How much one may get at least and at most, and what it gets in proportion to in between. */
export interface Claim {
  weight: number
  /** What those of weight 0 share in proportion to, if anything is left for them. Above 0. */
  otherwise: number
  least: number
  most: number
}

/**
 * Shares `total` in proportion to weights within bounds: each gets λ·weight, or the bound it would pass, with the λ at
 * which all of it is given out. Bounds win over the total: below Σ least each gets its least, above Σ most its most.
 * Who has weight 0 gets its least, and more only where the others have all they may take.
 */
export function shareWithin(total: number, claims: readonly Claim[]): number[] {
  const shares = claims.map(({ least }) => least)
  const named = claims.map((claim, at) => ({ ...claim, at }))
  const weighed = named.filter(({ weight }) => weight > 0)
  const rest = named
    .filter(({ weight }) => !(weight > 0))
    .map((claim) => ({ ...claim, weight: claim.otherwise }))
  const kept = rest.reduce((sum, { least }) => sum + least, 0)
  const left = total - settle(shares, weighed, total - kept)
  // What only rounding left over is nothing.
  settle(shares, rest, left - kept > 1e-12 * total ? left : kept)
  return shares
}

/**
 * Writes these claims' shares of a total and gives their sum. Violators of one side are settled at a time, those that
 * miss by more together: Bitran & Hax 1981, Decis. Sci. 12:431.
 */
function settle(shares: number[], claims: readonly (Claim & { at: number })[], total: number): number {
  let [open, left] = [claims, total]
  while (open.length > 0) {
    const weights = open.reduce((sum, { weight }) => sum + weight, 0)
    const perWeight = left / weights
    let [under, over] = [0, 0]
    for (const { at, weight, least, most } of open) {
      const share = perWeight * weight
      shares[at] = Math.min(most, Math.max(least, share))
      under += Math.max(0, least - share)
      over += Math.max(0, share - most)
    }
    if (under === 0 && over === 0) break
    const bound = open.filter(({ weight, least, most }) =>
      under >= over ? perWeight * weight < least : perWeight * weight > most,
    )
    left -= bound.reduce((sum, { at }) => sum + (shares[at] ?? 0), 0)
    open = open.filter((claim) => !bound.includes(claim))
  }
  return claims.reduce((sum, { at }) => sum + (shares[at] ?? 0), 0)
}
