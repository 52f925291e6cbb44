import type { Finding } from '../domain/finding.ts'
import type { Contribution, SectionScore } from '../domain/grade.ts'

export interface WeighedFinding {
  weight: number
  finding: Finding
}

export interface WeighedSection {
  id: string
  weight: number
  criteria: WeighedFinding[]
}

/** A form's sum by one method, before adjustments and red lines; points are on the scale of 0 to 100. */
export interface FormSum {
  sections: SectionScore[]
  contributions: Contribution[]
  /** null where no criterion was scored. */
  total: number | null
  /** The total with everything unscored as fail and as pass; null where nothing applies. */
  bounds: [number, number] | null
  /** Scored share of the applicable weight; 0 where nothing applies. */
  coverage: number
  /** What each section adds to the total, which a red line on it takes away. */
  sectionWorth: Map<string, number>
  sectionBounds: Map<string, [number, number]>
}

/** Counted in the total: an `off` judge's findings and what does not apply are left out everywhere. */
export function applies({ finding }: WeighedFinding): boolean {
  return finding.verdict !== 'not_applicable' && finding.standing !== 'off'
}

/** The score of a scored finding; null where it has none. */
export function scoreOf({ finding }: WeighedFinding): number | null {
  return finding.verdict === 'unscored' ? null : finding.score
}
