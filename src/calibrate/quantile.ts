/**
 * The value below which a share `p` (0..1) of the sorted values lies, linear between neighbours; null without values.
 * Type 7 of Hyndman & Fan 1996, Am. Stat. 50:361 (R's and numpy's default).
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const low = sorted[below]
  if (low === undefined) return null
  return low + (position - below) * ((sorted[below + 1] ?? low) - low)
}
