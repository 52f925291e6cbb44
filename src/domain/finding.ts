import { z } from 'zod'

export const Verdict = z.enum(['pass', 'fail', 'not_applicable', 'unscored'])
export type Verdict = z.infer<typeof Verdict>

/** Why a criterion has no score: the one list for the whole program. */
export const UnscoredReason = z.enum([
  'missing_timestamps',
  'missing_field',
  'not_yet_due',
  'no_judge',
  'judge_not_able',
  'judge_cannot_tell',
  'reply_refused',
  'reply_truncated',
  'reply_unreadable',
  'evidence_not_found',
  'provider_error',
  'budget_spent',
])
export type UnscoredReason = z.infer<typeof UnscoredReason>

/** Causes that pass: a plain rerun asks again for these, and for nothing else. */
export const PASSING_CAUSES: ReadonlySet<UnscoredReason> = new Set<UnscoredReason>([
  'provider_error',
  'reply_refused',
  'reply_truncated',
  'reply_unreadable',
  'evidence_not_found',
  'budget_spent',
  'not_yet_due',
])

/** Asked, and failed for a cause that passes; a check that waits for its time has not failed. */
export function hasFailed({ reason }: Pick<Finding, 'reason'>): boolean {
  return reason !== null && reason !== 'not_yet_due' && PASSING_CAUSES.has(reason)
}

/** Longest quote, in UTF-16 units. */
export const MAX_QUOTE = 120
/** Most places one finding points at. */
export const MAX_EVIDENCE = 3

/**
 * A place in the transcript. A quote stands verbatim at [start, end) (UTF-16 units) of its turn's text; for
 * something missing, quote, start and end are null and `turn` is the turn after which it was due.
 */
export const Evidence = z.strictObject({
  turn: z.int().nonnegative(),
  start: z.int().nonnegative().nullable(),
  end: z.int().nonnegative().nullable(),
  quote: z.string().max(MAX_QUOTE).nullable(),
})
export type Evidence = z.infer<typeof Evidence>

/** The figure a check decided on, so that reports can rank and trend it. */
export const Measure = z.strictObject({ value: z.number(), unit: z.enum(['ms', 'count', 'share']) })
export type Measure = z.infer<typeof Measure>

/** `auto` stands alone; `assist` wants a person's nod; `off` is not counted; `uncertified` counts, flagged. */
const Standing = z.enum(['auto', 'assist', 'off', 'uncertified'])

/** One criterion on one transcript. */
export const Finding = z.strictObject({
  criterion: z.string(),
  verdict: Verdict,
  score: z.number().min(0).max(1).nullable(),
  reason: UnscoredReason.nullable(),
  rationale: z.string(),
  evidence: z.array(Evidence).max(MAX_EVIDENCE),
  measure: Measure.nullable(),
  agentId: z.string().nullable(),
  confidence: z.strictObject({
    raw: z.number().min(0).max(1).nullable(),
    calibrated: z.number().min(0).max(1).nullable(),
  }),
  by: z.enum(['check', 'steps', 'judgment', 'person']),
  standing: Standing,
  /** Where a model was asked several times: how often in all, and how often it said this. */
  votes: z.strictObject({ cast: z.int().positive(), agreeing: z.int().positive() }).optional(),
  /** Hash of the questions that were asked together with this one; absent where each is decided alone. */
  company: z.string().optional(),
})
export type Finding = z.infer<typeof Finding>
