import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckRegistry } from '../checks/registry.ts'
import { GraderError } from '../domain/errors.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { readScorecard } from './read-scorecard.ts'

/**
 * Reads every scorecard of a folder (*.yaml, *.yml), in order of file name.
 * @throws GraderError SCORECARD_INVALID where one is invalid or two share an id; INPUT_NOT_FOUND.
 */
export async function readScorecards(folder: string, registry: CheckRegistry): Promise<Scorecard[]> {
  const files = (await listFolder(folder)).filter((name) => /\.ya?ml$/.test(name)).sort()
  const cards = await Promise.all(files.map((name) => readScorecard(join(folder, name), registry)))
  const first = new Map<string, string>()
  for (const [index, { id }] of cards.entries()) {
    const file = files[index] ?? ''
    const earlier = first.get(id)
    if (earlier !== undefined)
      throw new GraderError('SCORECARD_INVALID', `has the same id "${id}" as ${earlier}`, { file })
    first.set(id, file)
  }
  return cards
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    throw new GraderError('INPUT_NOT_FOUND', 'is not a folder that can be read', { file: folder, cause })
  }
}
