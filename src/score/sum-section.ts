import type { FindingAt, PlannedSection } from './form-plan.ts'
import { markOf } from './mark-of.ts'

export interface ScoredCriterion {
  id: string
  weight: number
  /** 0..1 */
  score: number
}

export interface SectionSum {
  scored: ScoredCriterion[]
  scoredWeight: number
  applicableWeight: number
  /** Σ wᵢ·sᵢ over the scored criteria. */
  gained: number
  /** Σ wᵢ·(1 − sᵢ) over the scored criteria. */
  lost: number
}

/** What both methods need to know of a section. */
export function sumSection({ criteria }: PlannedSection, findingAt: FindingAt): SectionSum {
  const sum: SectionSum = { scored: [], scoredWeight: 0, applicableWeight: 0, gained: 0, lost: 0 }
  for (const { id, slot, weight } of criteria) {
    const mark = markOf(findingAt(slot))
    if (mark === 'left_out') continue
    sum.applicableWeight += weight
    if (mark === 'unscored') continue
    sum.scored.push({ id, weight, score: mark })
    sum.scoredWeight += weight
    sum.gained += weight * mark
    sum.lost += weight * (1 - mark)
  }
  return sum
}
