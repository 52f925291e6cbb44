import type { Stats } from 'node:fs'
import { glob, readdir, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
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

/** What programs leave beside a file that is open or was copied: `~$day.xlsx`, `._day.json`. */
const OF_A_PROGRAM = /^(?:~\$|\._)/

/**
 * The files that inputs name: a file itself, those in a folder with a known ending (at any depth, sorted), what a
 * glob finds, `-` for stdin. A file named directly may end in anything; it is then read as JSON. Files that the
 * run itself writes (`outputs`) are left out of folders and globs.
 * @throws GraderError INPUT_NOT_FOUND where an input names nothing; USAGE where it names an output or stdin twice.
 */
export async function listInputs(
  inputs: readonly string[],
  outputs: readonly string[] = [],
): Promise<InputFile[]> {
  if (inputs.filter((input) => input === '-').length > 1)
    throw new GraderError('USAGE', '- (stdin) can be read only once')
  const written = new Set(outputs.map((path) => resolve(path)))
  const lists = await Promise.all(inputs.map((input) => listInput(input, written)))
  return lists.flat()
}

async function listInput(input: string, written: ReadonlySet<string>): Promise<InputFile[]> {
  if (input === '-') return [{ path: '-', kind: 'json', bytes: null }]
  const found = await lookAt(input)
  if (found?.isDirectory()) return atLeastOne(await listFolder(input, written), input)
  if (found !== null && written.has(resolve(input)))
    throw new GraderError('USAGE', 'this run writes that file; rename it, or choose another --out', {
      file: input,
    })
  if (found !== null) return [{ path: input, kind: kindOf(input), bytes: found.isFile() ? found.size : null }]
  if (!/[*?[{]/.test(input))
    throw new GraderError('INPUT_NOT_FOUND', 'there is no such file or folder', { file: input })
  return atLeastOne(await sized(await Array.fromAsync(glob(input)), written), input)
}

async function listFolder(folder: string, written: ReadonlySet<string>): Promise<InputFile[]> {
  const names = await readdir(folder, { recursive: true })
  const readable = names.filter(
    (name) => extname(name).toLowerCase() in KINDS && !OF_A_PROGRAM.test(basename(name)),
  )
  return sized(
    readable.map((name) => join(folder, name)),
    written,
  )
}

async function sized(paths: string[], written: ReadonlySet<string>): Promise<InputFile[]> {
  const own = paths.filter((path) => !written.has(resolve(path))).sort()
  return (await Promise.all(own.map(sizedOne))).flat()
}

async function sizedOne(path: string): Promise<InputFile[]> {
  const found = await lookAt(path)
  if (found === null)
    throw new GraderError('INPUT_NOT_FOUND', 'is a link to a file that is not there', { file: path })
  return found.isFile() ? [{ path, kind: kindOf(path), bytes: found.size }] : []
}

/** null where nothing is there. */
async function lookAt(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    if (/^(?:ENOENT|ENOTDIR|ENAMETOOLONG)/.test(detail)) return null
    throw new GraderError('INPUT_NOT_FOUND', `cannot be read: ${detail}`, { file: path, cause })
  }
}

function kindOf(path: string): InputFile['kind'] {
  return KINDS[extname(path).toLowerCase()] ?? 'json'
}

function atLeastOne(files: InputFile[], input: string): InputFile[] {
  if (files.length > 0) return files
  const endings = Object.keys(KINDS).join(', ')
  throw new GraderError('INPUT_NOT_FOUND', `names no file to read (${endings})`, { file: input })
}
