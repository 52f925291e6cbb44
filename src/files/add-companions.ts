import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type ZodType, z } from 'zod'
import { type Adjudication, SELECTION_WAYS, SIDES } from '../domain/eval-set.ts'
import type { Collected } from './add-labels.ts'
import type { SetProblem } from './label-record.ts'
import { AdjudicatedLine, labelsOf } from './read-label-lines.ts'
import { readParsedLines } from './read-parsed-lines.ts'

export const ADJUDICATED_FILE = 'labels.adjudicated.jsonl'
export const SPLIT_FILE = 'split.jsonl'
const SELECTION_FILE = 'selection.jsonl'

/** How one conversation, or every one of a set, was chosen. */
export const SelectionFields = z.strictObject({
  how: z.enum(SELECTION_WAYS),
  probability: z.number().gt(0).max(1).nullable().default(null),
  stratum: z.string().min(1).nullable().default(null),
})

const SelectionLine = SelectionFields.extend({ id: z.string().min(1) })
const SplitLine = z.strictObject({ id: z.string().min(1), side: z.enum(SIDES) })

/**
 * Adds what the files beside transcripts and labels say: what was settled between raters, how each conversation was
 * chosen, and on which side it stands. Gives what of them could not be used.
 */
export async function addCompanions(
  folder: string,
  conversations: ReadonlyMap<string, Collected>,
): Promise<SetProblem[]> {
  const problems: SetProblem[] = []
  const each = async <Value extends { id: string }>(
    name: string,
    schema: ZodType<Value>,
    add: (conversation: Collected, value: Value) => string | null,
  ) => {
    const file = join(folder, name)
    if (!(await exists(file))) return
    for await (const read of readParsedLines(file, schema)) {
      if ('problems' in read) {
        problems.push(...read.problems)
        continue
      }
      const { value, line } = read
      const conversation = conversations.get(value.id)
      const wrong =
        conversation === undefined
          ? `no conversation "${value.id}" was read from transcripts.jsonl`
          : add(conversation, value)
      if (wrong !== null) problems.push({ file, line, path: 'id', message: wrong })
    }
  }
  await each(ADJUDICATED_FILE, AdjudicatedLine, (conversation, line) => {
    const settled = Object.entries(labelsOf(line)).map(([criterion, label]): [string, Adjudication] => [
      criterion,
      { ...label, by: line.by },
    ])
    // What was settled later goes before what was settled first; both stay in the file.
    conversation.adjudicated = { ...conversation.adjudicated, ...Object.fromEntries(settled) }
    return null
  })
  await each(SELECTION_FILE, SelectionLine, (conversation, { id, ...selection }) => {
    if (conversation.selection !== undefined) return `says twice how "${id}" was chosen; the first one counts`
    conversation.selection = selection
    return null
  })
  await each(SPLIT_FILE, SplitLine, (conversation, { id, side }) => {
    if (conversation.side !== undefined) return `puts "${id}" on a side twice; the first one counts`
    conversation.side = side
    return null
  })
  return problems
}

export async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
