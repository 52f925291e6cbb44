export interface Spread {
  n: number
  mean: number | null
  /** Standard deviation with n − 1; null below two values. */
  sd: number | null
  min: number | null
  max: number | null
  /** Nearest-rank quartiles, each within 0.25 of the exact one (see `runningSpread`). */
  quartiles: [number, number, number] | null
  /** Ten bins of 10 points: 0–10, …, 90–100; each includes its lower end, the last also 100. */
  bins: number[]
}

/**
 * Mean and spread of totals (0–100) in constant memory: Welford's recurrence (Knuth, TAOCP 2, §4.2.2, eq. 15–16)
 * for mean and deviation, and counts of values rounded to the nearest 0.5 for quartiles.
 */
export function runningSpread(): { add(value: number): void; result(): Spread } {
  const halves = new Array<number>(201).fill(0)
  const bins = new Array<number>(10).fill(0)
  let n = 0
  let mean = 0
  let squares = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  return {
    add(value) {
      n += 1
      const delta = value - mean
      mean += delta / n
      squares += delta * (value - mean)
      min = Math.min(min, value)
      max = Math.max(max, value)
      count(halves, Math.round(value * 2))
      count(bins, Math.min(9, Math.floor(value / 10)))
    },
    result() {
      if (n === 0) return { n, mean: null, sd: null, min: null, max: null, quartiles: null, bins: [...bins] }
      const at = (share: number) => Math.min(max, Math.max(min, rank(halves, Math.ceil(share * n)) / 2))
      const sd = n < 2 ? null : Math.sqrt(squares / (n - 1))
      return { n, mean, sd, min, max, quartiles: [at(0.25), at(0.5), at(0.75)], bins: [...bins] }
    },
  }
}

function count(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1
}

/** The first index at which the counts so far reach `position`. */
function rank(counts: readonly number[], position: number): number {
  let seen = 0
  for (const [index, each] of counts.entries()) {
    seen += each
    if (seen >= position) return index
  }
  return counts.length - 1
}
