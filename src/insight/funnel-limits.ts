import { binomialCdf } from '../calibrate/distributions.ts'
import { GraderError } from '../domain/errors.ts'

export interface FunnelLimits {
  /** Rates (0..1) between which 95 % of agents with `n` conversations lie if all have the same rate. */
  warning: [low: number, high: number]
  /** The same for 99.8 %. */
  alarm: [low: number, high: number]
}

/**
 * Control limits of a funnel plot for a rate over `n` conversations around `target` (0..1); null where n is 0.
 * Exact binomial points, interpolated so that they move smoothly with n.
 * Spiegelhalter 2005, Stat. Med. 24:1185, appendix A.1.1.
 *
 * @throws GraderError `INTERNAL` where n is no whole number ≥ 0 or the target is outside 0..1.
 */
export function funnelLimits(n: number, target: number): FunnelLimits | null {
  if (!(Number.isSafeInteger(n) && n >= 0))
    throw new GraderError(
      'INTERNAL',
      `a funnel over ${n} conversations: this has to be a whole number, 0 or more`,
    )
  if (!(target >= 0 && target <= 1))
    throw new GraderError('INTERNAL', `a funnel around a rate of ${target}: this has to be between 0 and 1`)
  if (n === 0) return null
  const limit = (p: number) => limitAt(p, n, target)
  return { warning: [limit(0.025), limit(0.975)], alarm: [limit(0.001), limit(0.999)] }
}

/** (r − a) / n, with r the p-quantile of the binomial and a = (F(r) − p) / (F(r) − F(r − 1)). */
function limitAt(p: number, n: number, target: number): number {
  const r = binomialQuantile(p, n, target)
  const reached = binomialCdf(r, n, target)
  const before = r === 0 ? 0 : binomialCdf(r - 1, n, target)
  return Math.min(1, Math.max(0, (r - (reached - p) / (reached - before)) / n))
}

/** The smallest count whose cumulative probability is at least p. */
function binomialQuantile(p: number, n: number, target: number): number {
  let [low, high] = [0, n]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, n, target) >= p) high = middle
    else low = middle + 1
  }
  return low
}
