import { betaQuantile } from './distributions.ts'

/**
 * The exact binomial interval for a share of `hits` among `n`, bounds in 0..1; null where n is 0. Wider than Wilson's:
 * it holds at least the coverage asked for, whatever the true share. `level` is that coverage, 0..1.
 * Clopper & Pearson 1934, Biometrika 26:404.
 */
export function clopperPearson(hits: number, n: number, level = 0.95): [low: number, high: number] | null {
  if (n === 0) return null
  const tail = (1 - level) / 2
  return [
    hits === 0 ? 0 : betaQuantile(tail, hits, n - hits + 1),
    hits === n ? 1 : betaQuantile(1 - tail, hits + 1, n - hits),
  ]
}
