import type { Finding } from '../domain/finding.ts'
import type { Contribution } from '../domain/grade.ts'
import type { Adjustment } from '../domain/scorecard.ts'

/** Bonus and minus points, and what the unscored ones could still add and take. */
export interface Adjusted {
  contributions: Contribution[]
  bounds: [number, number]
}

/** Positive points are added when the criterion passes, negative ones taken when it fails, in part for part scores. */
export function adjust(adjustments: readonly Adjustment[], findingOf: (id: string) => Finding): Adjusted {
  const contributions: Contribution[] = []
  const bounds: [number, number] = [0, 0]
  for (const { id, points } of adjustments) {
    const { verdict, score, standing } = findingOf(id)
    if (verdict === 'not_applicable' || standing === 'off') continue
    if (verdict === 'unscored' || score === null) {
      bounds[points > 0 ? 1 : 0] += points
      continue
    }
    const gained = points * (points > 0 ? score : 1 - score)
    bounds[0] += gained
    bounds[1] += gained
    if (gained === 0) continue
    contributions.push({
      kind: 'adjustment',
      criterion: id,
      section: null,
      points: gained,
      outOf: Math.max(0, points),
    })
  }
  return { contributions, bounds }
}
