import { GraderError } from '../domain/errors.ts'
import { binomialCdf } from './distributions.ts'

export interface McnemarTest {
  /** Two-sided p of the exact conditional test; conservative. */
  exact: number
  /** Two-sided mid-p: the one to report. */
  midP: number
  /** Evidence against "no difference" that may be looked at any number of times; reject at 20 or more for 5 %. */
  eValue: number
}

/**
 * Whether two judges differ on the same conversations, of which `b` are right with the first only and `c` with the
 * second only. Exact and mid-p: Fagerland, Lydersen & Laake 2013, BMC Med. Res. Methodol. 13:91. The e-value is the
 * Bayes factor of a uniform share against one half, Beta(b + 1, c + 1)·2^(b + c), held at the largest number there is.
 * Without any difference all three are 1.
 *
 * @throws GraderError `INTERNAL` where b or c is no whole number ≥ 0.
 */
export function mcnemarTest(b: number, c: number): McnemarTest {
  for (const count of [b, c])
    if (!(Number.isSafeInteger(count) && count >= 0))
      throw new GraderError(
        'INTERNAL',
        `McNemar's test of ${b} against ${c}: both have to be whole numbers, 0 or more`,
      )
  if (b + c === 0) return { exact: 1, midP: 1, eValue: 1 }
  const fewer = Math.min(b, c)
  const tail = binomialCdf(fewer, b + c, 0.5)
  const before = fewer === 0 ? 0 : binomialCdf(fewer - 1, b + c, 0.5)
  return {
    exact: Math.min(1, 2 * tail),
    // 2·tail less the probability of `fewer` itself; where b = c, 1 less half of it, and it is 2·tail − 1.
    midP: b === c ? 1.5 - tail : tail + before,
    eValue: Math.min(Number.MAX_VALUE, Math.exp(logBayesFactor(fewer, b + c))),
  }
}

/** ln(2ⁿ / ((n + 1)·C(n, fewer))) */
function logBayesFactor(fewer: number, n: number): number {
  let log = n * Math.LN2 - Math.log(n + 1)
  for (let i = 1; i <= fewer; i += 1) log += Math.log(i) - Math.log(n - fewer + i)
  return log
}
