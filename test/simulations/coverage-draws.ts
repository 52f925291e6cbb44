/** Counts of conversations by what people and judge say of them. */
export interface Cells {
  tp: number
  fp: number
  fn: number
  tn: number
}

export interface World {
  /** Share of conversations that people fail. */
  prevalence: number
  sensitivity: number
  specificity: number
}

/** ln k! for k up to `most`. */
function logFactorials(most: number): Float64Array {
  const table = new Float64Array(most + 1)
  for (let k = 1; k <= most; k += 1) table[k] = (table[k - 1] ?? 0) + Math.log(k)
  return table
}

const LARGEST = 10_000
const LOG_FACTORIAL = logFactorials(LARGEST)

/** A binomial count of `n` ≤ 10,000 trials: the inverse of its distribution, summed outwards from the mode. */
export function drawBinomial(random: () => number, n: number, p: number): number {
  if (p <= 0 || n === 0) return 0
  if (p >= 1) return n
  const odds = p / (1 - p)
  const mode = Math.floor((n + 1) * p)
  const factorial = (k: number) => LOG_FACTORIAL[k] ?? 0
  const ways = factorial(n) - factorial(mode) - factorial(n - mode)
  const peak = Math.exp(ways + mode * Math.log(p) + (n - mode) * Math.log1p(-p))
  let left = random() - peak
  let [below, above, low, high] = [peak, peak, mode, mode]
  while (left >= 0 && (low > 0 || high < n)) {
    if (low > 0) {
      below *= low / ((n - low + 1) * odds)
      low -= 1
      left -= below
      if (left < 0) return low
    }
    if (high < n) {
      above *= ((n - high) / (high + 1)) * odds
      high += 1
      left -= above
      if (left < 0) return high
    }
  }
  return mode
}

/** `n` conversations of a world. */
export function drawCells(random: () => number, n: number, world: World): Cells {
  const fails = drawBinomial(random, n, world.prevalence)
  const tp = drawBinomial(random, fails, world.sensitivity)
  const tn = drawBinomial(random, n - fails, world.specificity)
  return { tp, fn: fails - tp, fp: n - fails - tn, tn }
}

/** A simple random sample without replacement: `n` of those counted. */
export function drawSample(random: () => number, n: number, { tp, fp, fn, tn }: Cells): Cells {
  const left = [tp, fp, fn, tn]
  const drawn = [0, 0, 0, 0]
  let size = tp + fp + fn + tn
  for (let draw = 0; draw < n; draw += 1) {
    let at = Math.floor(random() * size)
    let cell = 0
    while (at >= (left[cell] ?? 0)) {
      at -= left[cell] ?? 0
      cell += 1
    }
    left[cell] = (left[cell] ?? 0) - 1
    drawn[cell] = (drawn[cell] ?? 0) + 1
    size -= 1
  }
  const [a = 0, b = 0, c = 0, d = 0] = drawn
  return { tp: a, fp: b, fn: c, tn: d }
}
