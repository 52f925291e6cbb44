import { join } from 'node:path'
import type { EvalSet } from '../domain/eval-set.ts'
import { listEvalSets } from './find-eval-set.ts'
import { readEvalSet } from './read-eval-set.ts'
import { readSetSettings } from './set-settings.ts'

/**
 * The sets of a folder that measure, and so may never be trained on.
 * @throws GraderError as `readEvalSet`: a set that cannot be read cannot be ruled out either.
 */
export async function readMeasureSets(setsFolder: string): Promise<EvalSet[]> {
  const measuring: EvalSet[] = []
  for (const name of await listEvalSets(setsFolder)) {
    const folder = join(setsFolder, name)
    const { purpose } = await readSetSettings(folder)
    if (purpose === 'measure') measuring.push((await readEvalSet(folder)).set)
  }
  return measuring
}
