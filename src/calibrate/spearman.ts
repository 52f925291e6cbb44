import { pearson } from './pearson.ts'

/**
 * Spearman's rank correlation, −1..1: Pearson's of the ranks, equal values sharing the mean of theirs; null where
 * either side does not vary. Kendall & Gibbons 1990, Rank Correlation Methods, ch. 3 for ties.
 *
 * @throws GraderError `INTERNAL` where the lengths differ.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  return pearson(averageRanks(x), averageRanks(y))
}

function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, at) => at)
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const valueAt = (place: number) => values[order[place] ?? -1]
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && valueAt(end) === valueAt(start)) end += 1
    for (let place = start; place < end; place += 1) ranks[order[place] ?? 0] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}
