import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { GraderError } from '../domain/errors.ts'
import type { Label } from '../domain/eval-set.ts'
import type { SetAdditions } from '../domain/rater-scores.ts'
import { ADJUDICATED_FILE } from './add-companions.ts'

export const TRANSCRIPTS_FILE = 'transcripts.jsonl'
export const SELECTION_FILE = 'selection.jsonl'
const SETTINGS_FILE = 'set.yaml'

/** How long each file of a set was when it was read, in bytes; a file that is not here was not there. */
export type SetSizes = ReadonlyMap<string, number>

/** What a set.yaml is to say that is not there yet; what is left out is not said. */
export interface NewSettings {
  labelledBy?: 'people' | 'models'
  purpose?: 'train' | 'measure'
  columns?: Record<string, string>
}

/** @param rater as `raterName` gives it */
function raterFile(rater: string): string {
  return `labels.rater-${rater}.jsonl`
}

/** The files of a set that grow, as far as they are there. */
export async function sizesOf(folder: string, names: readonly string[]): Promise<SetSizes> {
  const sizes = await Promise.all(
    names.map(async (name): Promise<[string, number][]> => {
      const found = await stat(join(folder, name)).catch(() => null)
      return found === null ? [] : [[name, found.size]]
    }),
  )
  return new Map(sizes.flat())
}

/**
 * Adds lines to the files of a set, conversations first: whoever is stopped in between can import again. What stands
 * in them stays; a folder and its set.yaml are made where there are none.
 * @throws GraderError CONFLICT where somebody added to one of them meanwhile; USAGE where one cannot be written, and
 * then that one is as it was.
 */
export async function appendLabels(
  folder: string,
  { transcripts, selections, labels, settled }: SetAdditions,
  { settings, sizes }: { settings: NewSettings | null; sizes: SetSizes },
): Promise<void> {
  const byRater = Map.groupBy(labels, ({ rater }) => rater)
  const files: [string, unknown[]][] = [
    [TRANSCRIPTS_FILE, transcripts],
    [SELECTION_FILE, selections.map(({ id, ...selection }) => ({ id, ...selection }))],
    ...Array.from(byRater, ([rater, own]): [string, unknown[]] => [
      raterFile(rater),
      own.flatMap(({ id, labels, acts }) =>
        linesOf(labels).map((line, at) => ({ id, ...line, ...(at === 0 && acts !== null && { acts }) })),
      ),
    ]),
    [
      ADJUDICATED_FILE,
      settled.flatMap(({ id, by, labels }) => linesOf(labels).map((line) => ({ id, ...line, by }))),
    ],
  ]
  const growing = files.filter(([, lines]) => lines.length > 0)
  await mkdir(folder, { recursive: true }).catch((cause) => refuse(folder, cause))
  for (const [name] of growing) await refuseUnfit(join(folder, name), sizes.get(name) ?? null)
  if (settings !== null) await append(join(folder, SETTINGS_FILE), stringify(settings))
  for (const [name, lines] of growing)
    await append(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/** One line for all labels that were given at one time in one way. */
function linesOf(labels: Readonly<Record<string, Label>>): { labels: Record<string, unknown> }[] {
  const groups = Map.groupBy(Object.entries(labels), ([, { at, blind }]) => `${at} ${blind}`)
  return Array.from(groups.values(), (group) => {
    const { at, blind } = group[0]?.[1] ?? {}
    const wire = group.map(([criterion, label]) => [criterion, wireLabel(label)])
    return {
      labels: Object.fromEntries(wire),
      ...(at !== undefined && { at }),
      ...(blind !== undefined && { blind }),
    }
  })
}

function wireLabel({ verdict, turns, confidence, note, level }: Label): Record<string, unknown> {
  return {
    verdict: verdict === 'not_applicable' ? 'na' : verdict,
    ...(turns.length > 0 && { turns }),
    ...(confidence !== null && { confidence }),
    ...(note !== null && { note }),
    ...(level !== undefined && { level }),
  }
}

/** Refuses a file that grew since it was read, or that a line at its end would break. */
async function refuseUnfit(file: string, sizeBefore: number | null): Promise<void> {
  const found = await stat(file).catch(() => null)
  if ((found?.size ?? null) !== sizeBefore)
    throw new GraderError('CONFLICT', 'was changed while labels were read; import them again', { file })
  if (found === null) return
  const handle = await open(file, 'r').catch((cause) => refuse(file, cause))
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0)
    const beginning = buffer.subarray(0, bytesRead)
    const isUtf16 = /^(?:\xff\xfe|\xfe\xff)/.test(beginning.toString('latin1'))
    if (!isUtf16 && !/^\uFEFF?\s*\[/.test(beginning.toString('utf8'))) return
    const message = `holds ${isUtf16 ? 'UTF-16' : 'one JSON array'}, which cannot be added to; save it as UTF-8 with one record a line`
    throw new GraderError('EVAL_SET_INVALID', message, { file })
  } finally {
    await handle.close()
  }
}

/** Adds to a file's end, on a line of its own; where that fails, the file is cut to what it was. */
async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a+').catch((cause) => refuse(file, cause))
  const { size } = await handle.stat()
  try {
    const starts = size > 0 && !(await endsLine(handle, size)) ? '\n' : ''
    await handle.appendFile(starts + text)
    await handle.sync()
  } catch (cause) {
    await handle.truncate(size)
    refuse(file, cause)
  } finally {
    await handle.close()
  }
}

async function endsLine(handle: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer.toString('latin1') === '\n'
}

function refuse(file: string, cause: unknown): never {
  const detail = cause instanceof Error ? cause.message : String(cause)
  throw new GraderError('USAGE', `cannot be written: ${detail}`, { file, cause })
}
