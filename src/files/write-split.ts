import { open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { GraderError, type Issue } from '../domain/errors.ts'
import { SIDES, type Side } from '../domain/eval-set.ts'
import { exists, SPLIT_FILE } from './add-companions.ts'
import { readParsedLines } from './read-parsed-lines.ts'

const SplitLine = z.strictObject({ id: z.string().min(1), side: z.enum(SIDES) })

/** The sides of a set as its split.jsonl keeps them. */
export interface KeptSides {
  file: string
  known: ReadonlyMap<string, Side>
  add(dealt: ReadonlyMap<string, Side>): Promise<void>
}

/**
 * Reads the sides of a set. `add` writes them anew with more lines after those that are there, which stay as they are.
 * @throws GraderError EVAL_SET_INVALID where a line cannot be read: its conversation would be dealt a second time.
 */
export async function openSplit(folder: string): Promise<KeptSides> {
  const file = join(folder, SPLIT_FILE)
  const known = new Map<string, Side>()
  const issues: Issue[] = []
  const isThere = await exists(file)
  if (isThere) {
    for await (const read of readParsedLines(file, SplitLine)) {
      if ('problems' in read) {
        issues.push(
          ...read.problems.map(({ line, path, message }) => ({ path: placed(line, path), message })),
        )
        continue
      }
      const { id, side } = read.value
      const before = known.get(id)
      if (before === undefined) known.set(id, side)
      else issues.push({ path: placed(read.line, 'id'), message: `puts "${id}" on a side twice` })
    }
  }
  if (issues.length > 0)
    throw new GraderError('EVAL_SET_INVALID', 'cannot be added to before these lines are mended', {
      file,
      issues,
    })
  return {
    file,
    known,
    async add(dealt) {
      const before = isThere ? (await readFile(file, 'utf8')).replace(/([^\n])$/, '$1\n') : ''
      const lines = Array.from(dealt, ([id, side]) => `${JSON.stringify({ id, side })}\n`)
      await writeWhole(file, before + lines.join(''))
    },
  }
}

function placed(line: number | null, path: string): string {
  return `line ${line ?? '?'}${path === '' ? '' : `: ${path}`}`
}

/** Puts the new text in the old one's place once all of it is on the disk: nobody ever reads a half. */
async function writeWhole(file: string, text: string): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}`)
  try {
    const handle = await open(beside, 'w')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (cause) {
    await rm(beside, { force: true })
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new GraderError('USAGE', `cannot be written: ${detail}`, { file, cause })
  }
}
