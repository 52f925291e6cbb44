import { GraderError } from '../domain/errors.ts'
import { exists } from '../files/add-companions.ts'
import { type SetSizes, TRANSCRIPTS_FILE } from '../files/append-labels.ts'
import { findEvalSet } from '../files/find-eval-set.ts'
import type { SetSettings } from '../files/set-settings.ts'
import type { ImportFlags } from './import-flags.ts'

/**
 * The folder that labels go into: a set's, or a new one where conversations are given for it.
 * @throws GraderError EVAL_SET_NOT_FOUND where there is no such set, and no conversations to make one of; USAGE.
 */
export async function setFolder({ set, conversations }: ImportFlags, setsFolder: string): Promise<string> {
  try {
    return await findEvalSet(set, setsFolder)
  } catch (error) {
    if (!(error instanceof GraderError) || error.code !== 'EVAL_SET_NOT_FOUND') throw error
    const isFile = await exists(set)
    if (isFile) throw new GraderError('USAGE', '--set takes a folder, and this is a file', { file: set })
    if (conversations !== undefined) return set
    const message = `${error.message}; to make a new one, give --conversations FILE and --labelled-by`
    throw new GraderError('EVAL_SET_NOT_FOUND', message)
  }
}

/**
 * Who labelled, as set.yaml is to say it anew; null where it says it already, or is left as it is.
 * @throws GraderError USAGE where a new set has no conversations or nothing says who labelled, or two things do.
 */
export function labellersOf(
  { labelledBy: wanted, conversations, set }: ImportFlags,
  { labelledBy }: SetSettings,
  sizes: SetSizes,
): 'people' | 'models' | null {
  if (wanted !== undefined && wanted !== 'people' && wanted !== 'models')
    throw new GraderError('USAGE', `--labelled-by takes people or models, not "${wanted}"`)
  const isNew = !sizes.has(TRANSCRIPTS_FILE)
  if (isNew && conversations === undefined)
    throw new GraderError('USAGE', `${set} has no ${TRANSCRIPTS_FILE} yet; give --conversations FILE`)
  if (isNew && wanted === undefined && labelledBy === undefined)
    throw new GraderError('USAGE', `${set} is new: say who labelled it, with --labelled-by people or models`)
  if (wanted === undefined || wanted === labelledBy) return null
  const hasSettings = sizes.has('set.yaml')
  if (!hasSettings) return wanted
  const says = labelledBy === undefined ? 'does not say who labelled it' : `says labelledBy: ${labelledBy}`
  throw new GraderError(
    'USAGE',
    `set.yaml of ${set} ${says}; write labelledBy: ${wanted} there, and leave --labelled-by out`,
  )
}
