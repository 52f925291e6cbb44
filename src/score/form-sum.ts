import type { Contribution, SectionScore } from '../domain/grade.ts'
import type { FindingAt, PlannedSection } from './form-plan.ts'

/** A form's sum by one method, before adjustments and the clamp; points are on the scale of 0 to 100. */
export interface FormSum {
  sections: SectionScore[]
  contributions: Contribution[]
  /** null where no criterion was scored; below 0 where deductions exceed 100. */
  total: number | null
  /** The total with everything unscored as fail and as pass; null where nothing applies. */
  bounds: [number, number] | null
  /** Scored share of the applicable weight; 0 where nothing applies. */
  coverage: number
}

/** Sections that confirmed red lines void, each with the red line that does. */
export type VoidedSections = ReadonlyMap<string, string>

/**
 * A voided section scores 0, whatever in it is unscored. One in which nothing applies stays out of the form: there
 * is nothing in it to lose.
 */
export type SumForm = (
  sections: readonly PlannedSection[],
  findingAt: FindingAt,
  voided: VoidedSections,
) => FormSum
