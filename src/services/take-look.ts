import { GraderError, type Issue } from '../domain/errors.ts'
import { type HoldoutLook, LOOKS_PER_QUARTER, lookBudget, quarterOf } from '../domain/holdout-look.ts'

/** Where the looks at one set's holdout are kept. */
export interface LookBook {
  /** Adds the look that is made of those there are, and none where making it throws. */
  add(make: (looks: readonly HoldoutLook[]) => Omit<HoldoutLook, 'previous'>): Promise<HoldoutLook>
}

/** Who looks at a holdout, and why. */
export interface Looking {
  book: LookBook
  by: string
  why: string
  /** What is run, as in `eval run`. */
  verb: string
  /** Looks beyond the budget all the same, and says why. */
  overrideReason: string | null
}

/**
 * Keeps that somebody looks at the holdout, before anything is seen of it.
 * @param subjects by criterion, what is looked at: the same again is no new look
 * @param nowMs epoch milliseconds
 * @throws GraderError HOLDOUT_SPENT, naming each criterion that was looked at as often as a quarter allows.
 */
export async function takeLook(
  { book, by, why, verb, overrideReason }: Looking,
  subjects: Record<string, string>,
  nowMs: number,
): Promise<HoldoutLook> {
  const at = new Date(nowMs).toISOString()
  return book.add((looks) => {
    const spent = lookBudget(looks, { at, subjects }).filter(
      ({ taken, isKnown }) => !isKnown && taken >= LOOKS_PER_QUARTER,
    )
    if (spent.length > 0 && overrideReason === null)
      throw new GraderError('HOLDOUT_SPENT', SPENT, { issues: spent.map((one) => refusal(one, at)) })
    return { at, by, why, verb, subjects, overrideReason: spent.length === 0 ? null : overrideReason }
  })
}

const SPENT =
  'the holdout was looked at as often as a quarter allows: what is looked at again and again no longer says how a judge does on what it has not seen. Tune on the other side, label fresh conversations, or say with --override-reason why this look is worth it'

function refusal({ criterion, taken }: { criterion: string; taken: number }, at: string): Issue {
  return { path: criterion, message: `${taken} of ${LOOKS_PER_QUARTER} looks were taken in ${quarterOf(at)}` }
}
