import { GraderError, type Issue } from '../domain/errors.ts'
import type { EvalRun } from '../domain/eval-run.ts'
import { type HoldoutLook, LOOKS_PER_QUARTER, lookBudget, quarterOf } from '../domain/holdout-look.ts'
import { refuseLostLooks } from './refuse-lost-looks.ts'

/** Where the looks at one set's holdout are kept. */
export interface LookBook {
  /** The file, as refusals name it. */
  readonly file?: string
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

/** What is looked at. */
export interface LookedAt {
  part: 'holdout' | 'open'
  /** The id of the run that the look is taken for. */
  run: string
  /** By criterion: the same again is no new look. */
  subjects: Record<string, string>
  /** Runs of the set that are kept: the record has to name each that was a look. */
  kept: readonly EvalRun[]
}

/**
 * Keeps that somebody looks at what is held out, before anything is seen of it.
 * @param nowMs epoch milliseconds
 * @throws GraderError HOLDOUT_SPENT, naming each criterion that was looked at as often as a quarter allows;
 *   EVAL_SET_INVALID where the record lost a look that a kept run was counted as.
 */
export async function takeLook(
  { book, by, why, verb, overrideReason }: Looking,
  { part, run, subjects, kept }: LookedAt,
  nowMs: number,
): Promise<HoldoutLook> {
  const at = new Date(nowMs).toISOString()
  return book.add((looks) => {
    refuseLostLooks(looks, kept, book.file)
    const spent = lookBudget(looks, { at, subjects }).filter(
      ({ taken, isKnown }) => !isKnown && taken >= LOOKS_PER_QUARTER,
    )
    if (spent.length > 0 && overrideReason === null)
      throw new GraderError('HOLDOUT_SPENT', SPENT[part], { issues: spent.map((one) => refusal(one, at)) })
    const override = spent.length === 0 ? null : overrideReason
    return { at, by, why, verb, part, run, subjects, overrideReason: override }
  })
}

const SPENT = {
  holdout:
    'the holdout was looked at as often as a quarter allows: what is looked at again and again no longer says how a judge does on what it has not seen. Tune on the other side, label fresh conversations, or say with --override-reason why this look is worth it',
  open: 'the set was certified on as often as a quarter allows: what is looked at again and again no longer says how a judge does on what it has not seen. Label fresh conversations, or say with --override-reason why this look is worth it',
}

function refusal({ criterion, taken }: { criterion: string; taken: number }, at: string): Issue {
  return { path: criterion, message: `${taken} of ${LOOKS_PER_QUARTER} looks were taken in ${quarterOf(at)}` }
}
