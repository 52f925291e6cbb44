import { z } from 'zod'
import { canonicalJson, sha256 } from './hash.ts'

/**
 * One look at what a judge makes of criteria on the holdout, or on an open set to certify on it: who looked, why, and at
 * which judge.
 */
export const HoldoutLook = z.strictObject({
  at: z.iso.datetime(),
  by: z.string().min(1),
  why: z.string().min(1),
  /** What was run: `eval run`, `eval certify` … */
  verb: z.string().min(1),
  /** The run it was taken for, which may have failed later; lines of before this was kept say nothing. */
  run: z.string().min(1).optional(),
  /** What was looked at: where nothing is said, the holdout. */
  part: z.enum(['holdout', 'open']).optional(),
  /**
   * By criterion, a hash of the judge, of what it was asked and of the labels it was held against: the same figures
   * looked at again are no new look.
   */
  subjects: z.record(z.string(), z.string()),
  /** Where the budget was spent already: why it was looked at all the same. */
  overrideReason: z.string().min(1).nullable(),
  /** Hash of the line before, empty on the first: a line that was changed or taken out is seen. */
  previous: z.string(),
})
export type HoldoutLook = z.infer<typeof HoldoutLook>

/** STATISTICS §5: looks at one criterion in a quarter, each tested at a third of the error allowed. */
export const LOOKS_PER_QUARTER = 3

/** What `previous` of the line after this one says. */
export function linkOf(line: string): string {
  return sha256(line).slice(0, 16)
}

/** A hash of what a look says, whatever line it stands after. */
export function lookHash({ previous: _, ...said }: HoldoutLook): string {
  return sha256(canonicalJson(said)).slice(0, 16)
}

/** A year and quarter in UTC, as in `2026-Q4`. @param at ISO 8601 */
export function quarterOf(at: string): string {
  const date = new Date(at)
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`
}

export interface LookBudget {
  criterion: string
  /** Looks at the criterion in the quarter, at anything but this subject. */
  taken: number
  /** Whether this subject was looked at already in the quarter: then looking again counts nothing. */
  isKnown: boolean
}

/** How many looks each criterion has had in the quarter of `at`, before another one at these subjects. */
export function lookBudget(
  looks: readonly HoldoutLook[],
  { at, subjects }: Pick<HoldoutLook, 'at' | 'subjects'>,
): LookBudget[] {
  const quarter = quarterOf(at)
  const inQuarter = looks.filter((look) => quarterOf(look.at) === quarter)
  return Object.entries(subjects).map(([criterion, subject]) => {
    const seen = new Set(
      inQuarter.flatMap((look) =>
        Object.hasOwn(look.subjects, criterion) ? [look.subjects[criterion]] : [],
      ),
    )
    const isKnown = seen.delete(subject)
    return { criterion, taken: seen.size, isKnown }
  })
}
