import stdlibBetaCdf from '@stdlib/stats-base-dists-beta-cdf'
import stdlibBetaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import stdlibBinomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import stdlibTCdf from '@stdlib/stats-base-dists-t-cdf'
import stdlibTQuantile from '@stdlib/stats-base-dists-t-quantile'

// All of these give NaN for parameters that no distribution has, such as a share outside 0..1.

/** P(X ≤ x) of Beta(alpha, beta), both above 0. */
export function betaCdf(x: number, alpha: number, beta: number): number {
  return stdlibBetaCdf(x, alpha, beta)
}

/** The x where `betaCdf` reaches p. */
export function betaQuantile(p: number, alpha: number, beta: number): number {
  return stdlibBetaQuantile(p, alpha, beta)
}

/** P(X ≤ k), X the successes of n trials that each succeed with probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  return stdlibBinomialCdf(k, n, p)
}

/** The z where the standard normal distribution reaches p; ∓∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  return stdlibNormalQuantile(p, 0, 1)
}

/** P(T ≤ t) of Student's t with `df` degrees of freedom, above 0. */
export function tCdf(t: number, df: number): number {
  return stdlibTCdf(t, df)
}

/** The t where `tCdf` reaches p. */
export function tQuantile(p: number, df: number): number {
  return stdlibTQuantile(p, df)
}

/**
 * P(Z ≤ z) of the standard normal distribution, exact to about 1e−15 and in the lower tail to about 1e−13 of its size:
 * take the upper tail as `normalCdf(-z)`. Near 0 Marsaglia's series (2004, J. Stat. Softw. 11(4)), beyond it the
 * continued fraction for Mills' ratio (Abramowitz & Stegun 26.2.14).
 */
export function normalCdf(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (Math.abs(z) > 3) {
    if (density === 0) return z > 0 ? 1 : 0
    let below = Math.abs(z)
    for (let term = 200; term >= 1; term -= 1) below = Math.abs(z) + term / below
    return z > 0 ? 1 - density / below : density / below
  }
  let sum = z
  let term = z
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 0.5 + density * sum
}
