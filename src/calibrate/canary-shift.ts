import { GraderError } from '../domain/errors.ts'
import { binomialCdf } from './distributions.ts'
import settings from './drift-settings.json' with { type: 'json' }

export interface CanaryShift {
  n: number
  changed: number
  /** P(this many or more change) for a judge that changes its mind as often as it is known to. */
  p: number
  /** Whether that is so unlikely (p ≤ .01) that something else must have changed. */
  shifted: boolean
}

/**
 * Whether a judge that nobody changed answers differently than before on a frozen set of conversations, such as after a
 * provider silently changed the model: exact binomial tail of the `changed` verdicts among `n`.
 *
 * @param flips the rate (0..1) at which the judge contradicts itself anyway; take the upper bound of `flipRate`
 * @throws GraderError `INTERNAL` where the counts or the rate are impossible.
 */
export function canaryShift(n: number, changed: number, flips: number): CanaryShift {
  if (!(Number.isSafeInteger(n) && Number.isSafeInteger(changed) && changed >= 0 && changed <= n))
    throw new GraderError('INTERNAL', `${changed} of ${n} verdicts changed: this needs 0 ≤ changed ≤ n`)
  if (!(flips >= 0 && flips <= 1))
    throw new GraderError('INTERNAL', `a flip rate of ${flips}: this has to be between 0 and 1`)
  const p = changed === 0 ? 1 : 1 - binomialCdf(changed - 1, n, flips)
  return { n, changed, p, shifted: p <= settings.canaryAlpha }
}
