import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { KeptConversation, KeptLabel, KeptSet } from '../domain/rater-scores.ts'
import { ADJUDICATED_FILE, exists, SelectionFields } from './add-companions.ts'
import { SELECTION_FILE, type SetSizes, sizesOf, TRANSCRIPTS_FILE } from './append-labels.ts'
import { labelFiles, readLabels } from './label-files.ts'
import type { LabelReading, SetProblem } from './label-record.ts'
import { AdjudicatedLine, labelsOf } from './read-label-lines.ts'
import { readParsedLines } from './read-parsed-lines.ts'
import { readSetTranscripts } from './read-set-transcripts.ts'
import { type DecidedSettings, readSetSettings } from './set-settings.ts'

const SelectionLine = SelectionFields.extend({ id: z.string().min(1) })

/** A set's folder as it is, to be added to; one that is not there yet is empty. */
export interface OpenedSet {
  set: KeptSet
  settings: DecidedSettings
  /** Of files that grow by what is added. */
  sizes: SetSizes
  /** What of the set could not be used. */
  problems: SetProblem[]
}

/**
 * Reads all that is kept in a set: conversations that nobody labelled too, and where each label stands.
 * @throws GraderError EVAL_SET_INVALID as `readEvalSet`.
 */
export async function readKeptSet(folder: string): Promise<OpenedSet> {
  const names = (await exists(folder)) ? (await readdir(folder)).sort() : []
  const settings = await readSetSettings(folder)
  const sizes = await sizesOf(folder, names)
  const problems: SetProblem[] = []
  const set: KeptSet = { name: basename(resolve(folder)), raters: [], conversations: new Map() }
  if (names.includes(TRANSCRIPTS_FILE)) await addTranscripts(join(folder, TRANSCRIPTS_FILE), set, problems)
  for (const one of labelFiles(folder, names)) {
    await addKept(readLabels(one, settings), one.rater, one.name, set, problems)
    if (!set.raters.includes(one.rater)) set.raters.push(one.rater)
  }
  const each = async <Line extends { id: string }>(
    name: string,
    schema: z.ZodType<Line>,
    add: (conversation: KeptConversation, line: Line) => void,
  ) => {
    if (!names.includes(name)) return
    for await (const read of readParsedLines(join(folder, name), schema)) {
      if ('problems' in read) problems.push(...read.problems)
      else {
        const conversation = set.conversations.get(read.value.id)
        if (conversation !== undefined) add(conversation, read.value)
      }
    }
  }
  await each(SELECTION_FILE, SelectionLine, (conversation, { id: _id, ...selection }) => {
    conversation.selection ??= selection
  })
  await each(ADJUDICATED_FILE, AdjudicatedLine, ({ settled }, line) => {
    for (const [criterion, label] of Object.entries(labelsOf(line)))
      settled.set(criterion, [...(settled.get(criterion) ?? []), { ...label, by: line.by }])
  })
  return { set, settings, sizes, problems }
}

async function addTranscripts(file: string, { conversations }: KeptSet, problems: SetProblem[]) {
  for await (const { transcript } of readSetTranscripts(file, problems))
    if (!conversations.has(transcript.id))
      conversations.set(transcript.id, {
        transcript,
        labels: new Map(),
        selection: null,
        settled: new Map(),
      })
}

async function addKept(
  readings: AsyncGenerator<LabelReading>,
  rater: string,
  file: string,
  { conversations }: KeptSet,
  problems: SetProblem[],
) {
  for await (const reading of readings) {
    if ('problems' in reading) {
      problems.push(...reading.problems)
      continue
    }
    const { id, line, labels } = reading.record
    const conversation = conversations.get(id)
    if (conversation === undefined) continue
    for (const [criterion, label] of Object.entries(labels)) {
      const byRater = conversation.labels.get(criterion) ?? new Map<string, KeptLabel>()
      if (!byRater.has(rater)) byRater.set(rater, { ...label, file, line })
      conversation.labels.set(criterion, byRater)
    }
  }
}
