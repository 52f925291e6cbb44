/** Far more halvings than doubles have digits: the bracket closes to neighbouring numbers first. */
const MOST_HALVINGS = 200

/**
 * Where a function that never rises crosses 0 between `low` and `high`, by bisection; the bound itself where it is
 * below 0 from `low` on, or above 0 up to `high`.
 */
export function fallingRoot(value: (at: number) => number, low: number, high: number): number {
  if (value(low) <= 0) return low
  if (value(high) >= 0) return high
  let [from, to] = [low, high]
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const middle = from + (to - from) / 2
    if (middle <= from || middle >= to) break
    if (value(middle) > 0) from = middle
    else to = middle
  }
  return from + (to - from) / 2
}
