import type { Issue } from '../domain/errors.ts'
import type { Label } from '../domain/eval-set.ts'

/** What one line of a labels file says of one conversation. */
export interface LabelRecord {
  id: string
  line: number | null
  labels: Record<string, Label>
  acts: Record<string, string[]> | null
  /** What the group column says; null where there is none. */
  group: string | null
}

/** A part of a set that was set aside: where it stands, what is wrong, and what would be right. */
export interface SetProblem extends Issue {
  file: string
  line: number | null
}

export type LabelReading = { record: LabelRecord } | { problems: SetProblem[] }
