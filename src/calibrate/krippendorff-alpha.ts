import type { RatedUnits } from './rated-units.ts'

/**
 * How far apart two categories are: at all or not, by how many ratings stand between them, or by the number that each
 * category of the scale stands for, in the scale's order.
 */
export type CategoryDistance =
  | 'nominal'
  | 'ordinal'
  | { interval: readonly number[] }
  | { ratio: readonly number[] }

export interface KrippendorffAlpha {
  /** 1 full agreement, 0 what chance gives; below 0 they disagree more than by chance. */
  alpha: number | null
  /** Disagreement seen and by chance, mean squared distances; null where there are no pairs. */
  observed: number | null
  expected: number | null
  /** Ratings of units that have at least two. */
  pairable: number
  /** Why `alpha` is null: no unit was rated twice, or all those ratings name one category. */
  reason: 'no_pairs' | 'one_category' | null
}

/**
 * Krippendorff's α = 1 − Do/De for any number of raters, with missing ratings. A unit rated once says nothing.
 * Krippendorff 2011, Computing Krippendorff's Alpha-Reliability (coincidences of values, metric differences).
 */
export function krippendorffAlpha(
  rated: readonly RatedUnits[],
  distance: CategoryDistance,
): KrippendorffAlpha {
  const pairable = rated.filter(({ ratings, units }) => units > 0 && sum(ratings) >= 2)
  const size = pairable[0]?.ratings.length ?? 0
  const totals = Array.from({ length: size }, (_, category) =>
    sum(pairable.map(({ ratings, units }) => units * (ratings[category] ?? 0))),
  )
  const n = sum(totals)
  if (n === 0) return { alpha: null, observed: null, expected: null, pairable: 0, reason: 'no_pairs' }
  const apart = squaredDistances(distance, totals)
  const within = sum(
    pairable.map(({ ratings, units }) => (units * disagreement(ratings, apart)) / (sum(ratings) - 1)),
  )
  const observed = within / n
  const expected = disagreement(totals, apart) / (n * (n - 1))
  if (expected === 0) return { alpha: null, observed, expected, pairable: n, reason: 'one_category' }
  return { alpha: 1 - observed / expected, observed, expected, pairable: n, reason: null }
}

/** Σ over all ordered pairs of the ratings of their squared distance. */
function disagreement(counts: readonly number[], apart: readonly (readonly number[])[]): number {
  let total = 0
  for (let first = 0; first < counts.length; first += 1)
    for (let second = 0; second < first; second += 1)
      total += 2 * (counts[first] ?? 0) * (counts[second] ?? 0) * (apart[first]?.[second] ?? 0)
  return total
}

function squaredDistances(distance: CategoryDistance, totals: readonly number[]): number[][] {
  const apart = differenceOf(distance, totals)
  return totals.map((_, first) =>
    totals.map((_, second) => (first === second ? 0 : apart(first, second) ** 2)),
  )
}

function differenceOf(
  distance: CategoryDistance,
  totals: readonly number[],
): (first: number, second: number) => number {
  if (distance === 'nominal') return () => 1
  if (distance === 'ordinal')
    return (first, second) => {
      const [low, high] = [Math.min(first, second), Math.max(first, second)]
      return sum(totals.slice(low, high + 1)) - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2
    }
  if ('interval' in distance)
    return (first, second) => (distance.interval[first] ?? 0) - (distance.interval[second] ?? 0)
  return (first, second) => {
    const [a, b] = [distance.ratio[first] ?? 0, distance.ratio[second] ?? 0]
    return a + b === 0 ? 0 : (a - b) / (a + b)
  }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
