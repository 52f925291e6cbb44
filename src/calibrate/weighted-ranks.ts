/**
 * Each value's mean rank where every value stands for as many as its weight: Σ of the lighter ones' weights and half of
 * the equal ones' (their weight plus 1). With weights of 1 these are average ranks.
 */
export function weightedRanks(values: readonly number[], weights: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Array<number>(values.length).fill(0)
  let below = 0
  for (let start = 0; start < order.length; ) {
    let [end, equal] = [start, 0]
    while (end < order.length && values[order[end] ?? -1] === values[order[start] ?? -1]) {
      equal += weights[order[end] ?? -1] ?? 0
      end += 1
    }
    for (let place = start; place < end; place += 1) ranks[order[place] ?? 0] = below + (equal + 1) / 2
    below += equal
    start = end
  }
  return ranks
}
