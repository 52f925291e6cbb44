import type { Command } from 'commander'
import { GraderError } from '../domain/errors.ts'
import { RunPart } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { lookBookOf } from '../files/look-book.ts'
import type { Looking } from '../services/take-look.ts'

/** Flags that say which side of a set is used, and who looks at what is held out. */
export interface PartFlags {
  split?: string
  by?: string
  why?: string
  overrideReason?: string
}

/** Adds the flags of every command that may look at a holdout. */
export function addLookOptions(command: Command): Command {
  return command
    .option('--by <name>', 'who looks at the holdout, or certifies; kept in the set')
    .option('--why <text>', 'why the holdout, or an open set to certify on, is looked at; kept in the set')
    .option('--override-reason <text>', 'look beyond what a quarter allows, and say why')
}

/**
 * The part of a set that is asked for: of a split set the tuning side unless another is named, of any other the whole.
 * @throws GraderError USAGE for a part there is none of.
 */
export function partNamed({ split }: PartFlags, { test }: Pick<EvalSet, 'test'>): RunPart {
  if (split === undefined) return test === 'split' ? 'tune' : 'all'
  const part = RunPart.safeParse(split)
  if (part.success) return part.data
  throw new GraderError('USAGE', `--split takes ${RunPart.options.join(', ')}, not "${split}"`)
}

/** Who looks and why; null where not both are said. @throws GraderError USAGE for an empty reason to look beyond what is allowed. */
export function lookingOf(flags: PartFlags, folder: string, verb: string): Looking | null {
  const { by, why, overrideReason = null } = flags
  if (by === undefined || why === undefined || by.trim() === '' || why.trim() === '') return null
  if (overrideReason !== null && overrideReason.trim() === '')
    throw new GraderError('USAGE', '--override-reason is empty; say why the look is worth it')
  return { book: lookBookOf(folder), by: by.trim(), why: why.trim(), verb, overrideReason }
}
