import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { GraderError } from '../domain/errors.ts'

/**
 * The folder of a set: a folder itself, or one of `setsFolder` by its name.
 * @throws GraderError EVAL_SET_NOT_FOUND, naming those there are.
 */
export async function findEvalSet(nameOrFolder: string, setsFolder: string): Promise<string> {
  const isPath = /[/\\]|^\.{1,2}$/.test(nameOrFolder)
  const own = isPath ? null : join(setsFolder, nameOrFolder)
  if (own !== null && (await isFolder(own))) return own
  if (await isFolder(nameOrFolder)) return nameOrFolder
  const known = (await listEvalSets(setsFolder)).join(', ')
  const there = known === '' ? 'there are none' : `there are ${known}`
  throw new GraderError(
    'EVAL_SET_NOT_FOUND',
    `there is no set "${nameOrFolder}": no folder of that path, and no set of that name; ${there}`,
  )
}

/** The names of the sets in a folder, sorted; none where there is no such folder. */
export async function listEvalSets(setsFolder: string): Promise<string[]> {
  if (!(await isFolder(setsFolder))) return []
  const entries = await readdir(setsFolder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
