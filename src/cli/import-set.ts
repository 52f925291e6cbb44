import { GraderError } from '../domain/errors.ts'
import { exists } from '../files/add-companions.ts'
import { type NewSettings, type SetSizes, TRANSCRIPTS_FILE } from '../files/append-labels.ts'
import { findEvalSet } from '../files/find-eval-set.ts'
import type { DecidedSettings } from '../files/set-settings.ts'
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
 * What set.yaml is to say of a set that has none: who labelled it, that it is for measuring unless told otherwise, and
 * what the headings mean. null where there is one, which is left as it is, or nothing to say.
 * @throws GraderError USAGE where a new set has no conversations or nothing says who labelled, or two things do.
 */
export function newSettingsOf(
  { labelledBy: wanted, purpose: wantedPurpose, column = {}, conversations, set }: ImportFlags,
  { labelledBy, purpose }: DecidedSettings,
  sizes: SetSizes,
): NewSettings | null {
  if (wanted !== undefined && wanted !== 'people' && wanted !== 'models')
    throw new GraderError('USAGE', `--labelled-by takes people or models, not "${wanted}"`)
  if (wantedPurpose !== undefined && wantedPurpose !== 'measure' && wantedPurpose !== 'train')
    throw new GraderError('USAGE', `--purpose takes measure or train, not "${wantedPurpose}"`)
  const isNew = !sizes.has(TRANSCRIPTS_FILE)
  if (isNew && conversations === undefined)
    throw new GraderError('USAGE', `${set} has no ${TRANSCRIPTS_FILE} yet; give --conversations FILE`)
  if (isNew && wanted === undefined && labelledBy === undefined)
    throw new GraderError('USAGE', `${set} is new: say who labelled it, with --labelled-by people or models`)
  if (!sizes.has('set.yaml')) {
    const said = wantedPurpose ?? (isNew ? 'measure' : undefined)
    const settings: NewSettings = {
      ...(wanted !== undefined && { labelledBy: wanted }),
      ...(said !== undefined && { purpose: said }),
      ...(Object.keys(column).length > 0 && { columns: column }),
    }
    return Object.keys(settings).length > 0 ? settings : null
  }
  refuseOther(set, '--labelled-by', 'labelledBy', wanted, labelledBy)
  refuseOther(set, '--purpose', 'purpose', wantedPurpose, purpose)
  return null
}

/** A flag that set.yaml gainsays: what stands there stays, and is for people to change. */
function refuseOther(
  set: string,
  flag: string,
  field: string,
  wanted: string | undefined,
  said: string | undefined,
): void {
  if (wanted === undefined || wanted === said) return
  const says = said === undefined ? `does not say ${field}` : `means ${field}: ${said}`
  throw new GraderError(
    'USAGE',
    `set.yaml of ${set} ${says}; write ${field}: ${wanted} there, and leave ${flag} out`,
  )
}
