/**
 * P(X ≤ k), X the successes of n trials that each succeed with probability `share` (0..1): summed term by term, in
 * logarithms, so that none of them vanishes. For checking what is said of labels; it takes as long as k is large.
 */
export function binomialTail(k: number, n: number, share: number): number {
  if (k < 0) return 0
  if (k >= n || share <= 0) return 1
  if (share >= 1) return 0
  let sum = 0
  for (const term of terms(k, n, share)) sum += term
  return Math.min(1, sum)
}

/** The largest k of n whose `binomialTail` at `share` (between 0 and 1) is at most `delta`; −1 where not even 0 has one. */
export function mostHits(n: number, share: number, delta: number): number {
  let [k, sum] = [-1, 0]
  for (const term of terms(n, n, share)) {
    sum += term
    if (sum > delta) break
    k += 1
  }
  return k
}

/** The share at which `binomialTail` falls to `delta`: Clopper & Pearson's one-sided upper bound; 1 where all are hits. */
export function upperShare(k: number, n: number, delta: number): number {
  if (k >= n) return 1
  let [low, high] = [0, 1]
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2
    if (binomialTail(k, n, middle) > delta) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The chances of exactly 0, 1, …, k of n. */
function* terms(k: number, n: number, share: number): Generator<number> {
  const odds = Math.log(share) - Math.log1p(-share)
  let term = n * Math.log1p(-share)
  yield Math.exp(term)
  for (let hits = 1; hits <= k; hits += 1) {
    term += odds + Math.log((n - hits + 1) / hits)
    yield Math.exp(term)
  }
}
