import { poolAdjacentViolators } from './pool-adjacent-violators.ts'

/** A non-decreasing line through the points (x, fit), x ascending; flat before the first and after the last. */
export interface IsotonicFit {
  x: number[]
  fit: number[]
}

/**
 * Isotonic least-squares regression: the values at one place are averaged first, then neighbours that fall are pooled.
 * Weights are above 0, and 1 where none are given. Zadrozny & Elkan 2002, KDD.
 */
export function isotonic(
  at: ArrayLike<number>,
  values: ArrayLike<number>,
  weights?: ArrayLike<number>,
): IsotonicFit {
  const order = Uint32Array.from(at, (_, index) => index).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0))
  const x: number[] = []
  const sums: number[] = []
  const totals: number[] = []
  for (const index of order) {
    const place = at[index] ?? 0
    const weight = weights?.[index] ?? 1
    if (x.at(-1) !== place) {
      x.push(place)
      sums.push(0)
      totals.push(0)
    }
    sums[x.length - 1] = (sums.at(-1) ?? 0) + weight * (values[index] ?? 0)
    totals[x.length - 1] = (totals.at(-1) ?? 0) + weight
  }
  const means = sums.map((sum, place) => sum / (totals[place] ?? 1))
  const pools = poolAdjacentViolators(means, totals)
  return { x, fit: pools.flatMap(({ value, count }) => new Array<number>(count).fill(value)) }
}

/** The same line with only its corners kept. */
export function isotonicCorners({ x, fit }: IsotonicFit): IsotonicFit {
  const isCorner = (value: number, at: number) => value !== fit[at - 1] || value !== fit[at + 1]
  return { x: x.filter((_, at) => isCorner(fit[at] ?? 0, at)), fit: fit.filter(isCorner) }
}

/** The line's value at a place; null where the line has no points. */
export function isotonicValue({ x, fit }: IsotonicFit, at: number): number | null {
  let low = 0
  let high = x.length - 1
  const first = fit[low]
  const last = fit[high]
  if (first === undefined || last === undefined) return null
  if (at <= (x[low] ?? 0)) return first
  if (at >= (x[high] ?? 0)) return last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((x[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  const [from, to] = [x[low] ?? 0, x[high] ?? 0]
  const [below, above] = [fit[low] ?? 0, fit[high] ?? 0]
  return below + ((above - below) * (at - from)) / (to - from)
}
