import { agreementWeights, type WeightScheme } from './agreement-weights.ts'
import { tQuantile } from './distributions.ts'
import type { RatedUnits } from './rated-units.ts'

export interface GwetAc {
  /** −1..1; 1 is full agreement, even where everyone used one category only. */
  ac: number | null
  /** Agreement seen and agreement by chance, weighted, 0..1; null where `ac` is. */
  pa: number | null
  pe: number | null
  se: number | null
  /** 95 % by t with n − 1 degrees of freedom, cut at 1; null where `ac` is. */
  interval: [low: number, high: number] | null
  /** Units that anybody rated. */
  n: number
  /** Why `ac` is null: fewer than two units, none rated twice, or a scale of one category. */
  reason: 'too_few_units' | 'no_pairs' | 'one_category' | null
}

/**
 * Gwet's AC1 of any number of raters, with missing ratings; AC2 with other weights than `identity`. Unlike κ it does
 * not collapse where nearly everything is of one category, so it stands beside κ: (pa − pe)/(1 − pe), where
 * pe = Σw · Σ π(1 − π) / (q(q − 1)), π a category's mean share of a unit's ratings, q the size of the scale.
 * Gwet 2008, Br. J. Math. Stat. Psychol. 61:29; 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 5 (variance).
 */
export function gwetAc(
  rated: readonly RatedUnits[],
  size: number,
  scheme: WeightScheme = 'identity',
): GwetAc {
  const n = rated.reduce((total, { units }) => total + units, 0)
  const none = { ac: null, pa: null, pe: null, se: null, interval: null, n }
  if (size < 2) return { ...none, reason: 'one_category' }
  if (n < 2) return { ...none, reason: 'too_few_units' }
  const weights = agreementWeights(scheme, size)
  const kinds = rated.map((one) => kindOf(one, weights))
  const paired = kinds.reduce((total, { units, agreed }) => total + (agreed === null ? 0 : units), 0)
  if (paired === 0) return { ...none, reason: 'no_pairs' }

  const pa = kinds.reduce((total, { units, agreed }) => total + units * (agreed ?? 0), 0) / paired
  const others = Array.from({ length: size }, (_, category) => {
    const named = kinds.reduce((total, { units, shares }) => total + units * (shares[category] ?? 0), 0)
    return 1 - named / n
  })
  const spread = weights.flat().reduce((total, weight) => total + weight, 0) / (size * (size - 1))
  const pe = spread * others.reduce((total, other) => total + (1 - other) * other, 0)
  const ac = (pa - pe) / (1 - pe)

  // One linearised term per unit; a unit rated once bears on π alone.
  const squares = kinds.reduce((total, { units, agreed, shares }) => {
    const agreement = agreed === null ? 0 : ((n / paired) * (agreed - pe)) / (1 - pe)
    const chance = spread * shares.reduce((sum, share, category) => sum + share * (others[category] ?? 0), 0)
    return total + units * (agreement - (2 * (1 - ac) * (chance - pe)) / (1 - pe) - ac) ** 2
  }, 0)
  const se = Math.sqrt(squares / (n * (n - 1)))
  const half = se * tQuantile(0.975, n - 1)
  return { ac, pa, pe, se, interval: [ac - half, Math.min(1, ac + half)], n, reason: null }
}

/** A kind of unit: the share of its ratings in each category, and of its pairs of ratings that agree (null: no pair). */
function kindOf({ ratings, units }: RatedUnits, weights: readonly (readonly number[])[]) {
  const raters = ratings.reduce((total, count) => total + count, 0)
  let agreed = 0
  for (const [row, first] of ratings.entries())
    for (const [column, second] of ratings.entries())
      agreed += (weights[row]?.[column] ?? 0) * first * (second - (row === column ? 1 : 0))
  return {
    units,
    agreed: raters < 2 ? null : agreed / (raters * (raters - 1)),
    shares: ratings.map((count) => count / raters),
  }
}
