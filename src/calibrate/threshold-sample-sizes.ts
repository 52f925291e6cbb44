import { GraderError } from '../domain/errors.ts'
import { binomialCdf } from './distributions.ts'
import settings from './routing-settings.json' with { type: 'json' }

export interface ThresholdSampleSizes {
  /** Below this many labels not even a flawless set proves that at most `alpha` are wrong. */
  nMin: number
  /** With this many labels a set of which `alpha`/2 are wrong is proven with the power aimed at. */
  nStart: number
}

/**
 * How many labels it takes to prove, with error `delta`, that a judge is wrong on at most `alpha` of what it accepts:
 * nMin = ⌈ln δ / ln(1 − α)⌉, and nStart is the smallest n with P(BinomCDF(K; n, α) ≤ δ) ≥ power for K ~ Bin(n, α/2).
 *
 * @param power of 0..1. @default 0.8
 * @throws GraderError `INTERNAL` where alpha, delta or power is not between 0 and 1.
 */
export function thresholdSampleSizes(
  alpha: number,
  delta: number,
  power: number = settings.power,
): ThresholdSampleSizes {
  for (const [name, value] of Object.entries({ alpha, delta, power }))
    if (!(value > 0 && value < 1))
      throw new GraderError(
        'INTERNAL',
        `a routing threshold with ${name} ${value}: this has to be between 0 and 1`,
      )
  const nMin = Math.ceil(Math.log(delta) / Math.log(1 - alpha))
  // Between two values of n at which one more may be wrong the power only falls, so only those are looked at.
  let n = nMin
  for (let wrong = 0; binomialCdf(wrong, n, alpha / 2) < power; wrong += 1)
    n = fewestThatPass(wrong + 1, n, alpha, delta)
  return { nMin, nStart: n }
}

/** The smallest n above `from` at which `wrong` of n still pass. */
function fewestThatPass(wrong: number, from: number, alpha: number, delta: number): number {
  const passes = (n: number) => binomialCdf(wrong, n, alpha) <= delta
  let [low, step] = [from, Math.ceil(1 / alpha)]
  while (!passes(low + step)) {
    low += step
    step *= 2
  }
  let high = low + step
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (passes(middle)) high = middle
    else low = middle
  }
  return high
}
