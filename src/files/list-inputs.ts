import { glob, readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { GraderError } from '../domain/errors.ts'

export interface InputFile {
  /** `-` is stdin. */
  path: string
  kind: 'json' | 'csv' | 'xlsx'
  /** Size in bytes; null for stdin. */
  bytes: number | null
}

const KINDS: Record<string, InputFile['kind']> = {
  '.json': 'json',
  '.jsonl': 'json',
  '.ndjson': 'json',
  '.csv': 'csv',
  '.xlsx': 'xlsx',
}

/**
 * The files that inputs name: a file itself, those in a folder with a known ending (at any depth, sorted), what a
 * glob finds, `-` for stdin. A file named directly may end in anything; it is then read as JSON.
 * @throws GraderError INPUT_NOT_FOUND where an input names nothing.
 */
export async function listInputs(inputs: readonly string[]): Promise<InputFile[]> {
  const lists = await Promise.all(inputs.map(listInput))
  return lists.flat()
}

async function listInput(input: string): Promise<InputFile[]> {
  if (input === '-') return [{ path: '-', kind: 'json', bytes: null }]
  const found = await stat(input).catch(() => null)
  if (found?.isDirectory()) return atLeastOne(await listFolder(input), input)
  if (found !== null) return [{ path: input, kind: kindOf(input), bytes: found.isFile() ? found.size : null }]
  if (!/[*?[{]/.test(input))
    throw new GraderError('INPUT_NOT_FOUND', 'there is no such file or folder', { file: input })
  const paths = await Array.fromAsync(glob(input))
  const files = await Promise.all(paths.sort().map(sized))
  return atLeastOne(files.flat(), input)
}

async function listFolder(folder: string): Promise<InputFile[]> {
  const names = await readdir(folder, { recursive: true })
  const files = await Promise.all(
    names
      .filter((name) => extname(name).toLowerCase() in KINDS)
      .sort()
      .map((name) => sized(join(folder, name))),
  )
  return files.flat()
}

async function sized(path: string): Promise<InputFile[]> {
  const found = await stat(path)
  return found.isFile() ? [{ path, kind: kindOf(path), bytes: found.size }] : []
}

function kindOf(path: string): InputFile['kind'] {
  return KINDS[extname(path).toLowerCase()] ?? 'json'
}

function atLeastOne(files: InputFile[], input: string): InputFile[] {
  if (files.length > 0) return files
  const endings = Object.keys(KINDS).join(', ')
  throw new GraderError('INPUT_NOT_FOUND', `holds no file to read (${endings})`, { file: input })
}
