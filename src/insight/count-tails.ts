/** How many agents have more than j hits, misses and conversations, at place j. */
export interface CountTails {
  hits: Float64Array
  misses: Float64Array
  all: Float64Array
}

/**
 * Tallies in the form in which a beta-binomial likelihood is a sum of logarithms, with no gamma function and no loss
 * of digits where α + β is large. Griffiths 1973, Biometrics 29:637.
 */
export function countTails(tallies: readonly { hits: number; n: number }[]): CountTails {
  return {
    hits: tailsOf(tallies.map(({ hits }) => hits)),
    misses: tailsOf(tallies.map(({ hits, n }) => n - hits)),
    all: tailsOf(tallies.map(({ n }) => n)),
  }
}

function tailsOf(counts: readonly number[]): Float64Array {
  const highest = counts.reduce((most, count) => Math.max(most, count), 0)
  const tails = new Float64Array(highest)
  for (const count of counts) if (count > 0) tails[count - 1] = (tails[count - 1] ?? 0) + 1
  for (let j = highest - 2; j >= 0; j -= 1) tails[j] = (tails[j] ?? 0) + (tails[j + 1] ?? 0)
  return tails
}
