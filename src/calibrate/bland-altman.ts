import { GraderError } from '../domain/errors.ts'
import { normalQuantile, tQuantile } from './distributions.ts'
import { mean, variance } from './moments.ts'

export interface BlandAltman {
  /** Mean of judge − human, in the unit of the scores; null without pairs, as is `mae`. */
  bias: number | null
  /** Mean of |judge − human|. */
  mae: number | null
  /** Standard deviation (n − 1) of the differences; null below two pairs, as is all that follows. */
  sd: number | null
  /** Within these 95 % of the differences lie, if they are normal: bias ∓ 1.96 sd. */
  limits: Bounds | null
  /** 95 % intervals, by t with n − 1 degrees of freedom, of the bias and of each limit. */
  biasInterval: Bounds | null
  lowLimitInterval: Bounds | null
  highLimitInterval: Bounds | null
  n: number
  reason: 'too_few_pairs' | null
}

type Bounds = [low: number, high: number]

/**
 * How far one side's scores lie from the other's. Bland & Altman 1986, Lancet 327:307, and 1999, Stat. Methods Med.
 * Res. 8:135 for a limit's standard error, sd·√(1/n + z²/(2(n − 1))).
 *
 * @throws GraderError `INTERNAL` where the lengths differ.
 */
export function blandAltman(judge: readonly number[], human: readonly number[]): BlandAltman {
  if (judge.length !== human.length)
    throw new GraderError('INTERNAL', `differences need pairs: ${judge.length} values beside ${human.length}`)
  const n = judge.length
  const differences = judge.map((value, at) => value - (human[at] ?? 0))
  const bias = n === 0 ? null : mean(differences)
  const mae = n === 0 ? null : mean(differences.map(Math.abs))
  const none = { sd: null, limits: null, biasInterval: null, lowLimitInterval: null, highLimitInterval: null }
  if (bias === null || n < 2) return { bias, mae, ...none, n, reason: 'too_few_pairs' }
  const sd = Math.sqrt(variance(differences, 1))
  const z = normalQuantile(0.975)
  const t = tQuantile(0.975, n - 1)
  const round = (centre: number, half: number): Bounds => [centre - half, centre + half]
  const limits = round(bias, z * sd)
  const halfOfLimit = t * sd * Math.sqrt(1 / n + z ** 2 / (2 * (n - 1)))
  return {
    bias,
    mae,
    sd,
    limits,
    biasInterval: round(bias, (t * sd) / Math.sqrt(n)),
    lowLimitInterval: round(limits[0], halfOfLimit),
    highLimitInterval: round(limits[1], halfOfLimit),
    n,
    reason: null,
  }
}
