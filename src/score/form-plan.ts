import { GraderError } from '../domain/errors.ts'
import type { Finding } from '../domain/finding.ts'
import type { Scorecard } from '../domain/scorecard.ts'

/** Something that a finding answers; `slot` is its place among all the form's findings. */
type Planned<Fields> = { readonly id: string; readonly slot: number } & Readonly<Fields>

export interface PlannedSection {
  readonly id: string
  readonly weight: number
  readonly criteria: readonly Planned<{ weight: number }>[]
}
export type PlannedAdjustment = Planned<{ points: number }>
export type PlannedRedLine = Planned<{ effect: 'zero' | 'zero_section'; section: string | null }>

/** What of a form bears on the score, worked out once. */
export interface FormPlan {
  sections: readonly PlannedSection[]
  adjustments: readonly PlannedAdjustment[]
  redLines: readonly PlannedRedLine[]
  /** Finds the finding of each slot. @throws GraderError INTERNAL, on use, where a criterion has none. */
  place(findings: readonly Finding[]): FindingAt
}
export type FindingAt = (slot: number) => Finding

export function planForm(scorecard: Scorecard): FormPlan {
  const ids: string[] = []
  const slots = new Map<string, number>()
  const slotOf = (id: string): number => {
    const slot = ids.push(id) - 1
    slots.set(id, slot)
    return slot
  }
  const missing = (slot: number): never => {
    throw new GraderError('INTERNAL', `criterion ${ids[slot]} of scorecard ${scorecard.id} has no finding`)
  }
  return {
    sections: scorecard.sections.map(({ id, weight, criteria }) => ({
      id,
      weight,
      criteria: criteria.map(({ id, weight }) => ({ id, slot: slotOf(id), weight })),
    })),
    adjustments: scorecard.adjustments.map(({ id, points }) => ({ id, slot: slotOf(id), points })),
    redLines: scorecard.redLines.map(({ id, effect, section }) => ({
      id,
      slot: slotOf(id),
      effect,
      section: section ?? null,
    })),
    place(findings) {
      const placed: (Finding | undefined)[] = new Array(ids.length)
      for (const finding of findings) {
        const slot = slots.get(finding.criterion)
        if (slot !== undefined) placed[slot] = finding
      }
      return (slot) => placed[slot] ?? missing(slot)
    },
  }
}
