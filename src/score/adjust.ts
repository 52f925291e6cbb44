import type { Contribution } from '../domain/grade.ts'
import type { FindingAt, PlannedAdjustment } from './form-plan.ts'
import { markOf } from './mark-of.ts'

/** Bonus and minus points on the scale of the total. */
export interface Adjusted {
  contributions: Contribution[]
  points: number
  /** The least and the most they could come to, were the unscored ones scored. */
  bounds: [number, number]
}

/**
 * Positive points are added as far as the criterion passes (points·score), negative ones taken as far as it fails
 * (points·(1 − score)). What adds and takes nothing has no contribution.
 */
export function adjust(adjustments: readonly PlannedAdjustment[], findingAt: FindingAt): Adjusted {
  const contributions: Contribution[] = []
  let [sum, below, above] = [0, 0, 0]
  for (const { id, slot, points } of adjustments) {
    const mark = markOf(findingAt(slot))
    if (mark === 'left_out') continue
    if (mark === 'unscored') {
      if (points > 0) above += points
      else below += points
      continue
    }
    const gained = points * (points > 0 ? mark : 1 - mark)
    if (gained === 0) continue
    sum += gained
    contributions.push({
      kind: 'adjustment',
      criterion: id,
      section: null,
      points: gained,
      outOf: Math.max(0, points),
    })
  }
  return { contributions, points: sum, bounds: [sum + below, sum + above] }
}
