import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { GraderError } from '../domain/errors.ts'
import type { EvalSet, Label, LabelledConversation } from '../domain/eval-set.ts'
import type { Transcript } from '../domain/transcript.ts'
import { ADJUDICATED_FILE, addCompanions, exists, SPLIT_FILE } from './add-companions.ts'
import { addLabels, type Collected } from './add-labels.ts'
import { TRANSCRIPTS_FILE } from './append-labels.ts'
import { labelFiles, readLabels } from './label-files.ts'
import type { SetProblem } from './label-record.ts'
import { LOOKS_FILE, wasHeldOut } from './look-book.ts'
import { readSetTranscripts } from './read-set-transcripts.ts'
import { readSetSettings, SETTINGS_FILE, type SetSettings } from './set-settings.ts'

/**
 * Reads a folder of conversations and what raters said of them. What cannot be used is set aside and told; the rest
 * goes on. The acts are those of the first rater who marked any.
 * @throws GraderError EVAL_SET_NOT_FOUND where files are missing; EVAL_SET_INVALID for set.yaml and table headings,
 *   and for an open set that was split before.
 */
export async function readEvalSet(folder: string): Promise<{ set: EvalSet; problems: SetProblem[] }> {
  const names = await listFolder(folder)
  const settings = await readSetSettings(folder)
  const isSplit = await exists(join(folder, SPLIT_FILE))
  if (settings.test === 'open') await refuseOpened(folder, isSplit)
  const labelled = labelFiles(folder, names)
  const read = new Set([ADJUDICATED_FILE, ...labelled.map(({ name }) => name)])
  const problems: SetProblem[] = names
    .filter((name) => /^labels/i.test(name) && !read.has(name))
    .map((name) => ({ file: join(folder, name), line: null, path: '', message: UNREAD }))
  const conversations = await readTranscripts(join(folder, TRANSCRIPTS_FILE), problems)
  for (const one of labelled)
    for await (const reading of readLabels(one, settings)) {
      if ('problems' in reading) problems.push(...reading.problems)
      else problems.push(...addLabels(conversations, one.rater, reading.record, one.file))
    }
  problems.push(...(await addCompanions(folder, conversations)))
  const set: EvalSet = {
    name: basename(resolve(folder)),
    title: settings.title ?? null,
    labelledBy: settings.labelledBy ?? 'unknown',
    purpose: settings.purpose,
    test: settings.test ?? (isSplit ? 'split' : 'none'),
    scorecards: settings.scorecards ?? [],
    raters: [...new Set(labelled.map(({ rater }) => rater))].sort(),
    conversations: [],
  }
  for (const conversation of conversations.values()) {
    const { transcript, line, file } = conversation
    if (set.test === 'split' && conversation.side === undefined)
      problems.push({ file, line, path: 'id', message: notSplit(transcript.id) })
    if (Object.keys(conversation.labels).length > 0)
      set.conversations.push(withLabels(conversation, settings))
    else
      problems.push({
        file,
        line,
        path: 'id',
        message: `nobody labelled "${transcript.id}"; it was left out`,
      })
  }
  return { set, problems }
}

/** A set that was tuned on is not made one to measure on by saying so: its holdout was counted otherwise. */
async function refuseOpened(folder: string, isSplit: boolean): Promise<void> {
  const wasSplit = isSplit ? SPLIT_FILE : (await wasHeldOut(folder)) ? LOOKS_FILE : null
  if (wasSplit === null) return
  const message = `says that the set is only ever measured on, and ${wasSplit} beside it that it was split and tuned on; take \`test: open\` out, and label fresh conversations for an open set`
  const issues = [{ path: 'test', message }]
  throw new GraderError('EVAL_SET_INVALID', 'does not describe this set', {
    file: join(folder, SETTINGS_FILE),
    issues,
  })
}

function notSplit(id: string): string {
  return `"${id}" is on no side: it came after the set was split, or belongs to both; \`touchstone eval split\` deals it or says what it belongs with`
}

const UNREAD =
  'is not read: labels stand in labels.jsonl or labels.csv, of several raters in labels.rater-NAME.jsonl or .csv'

async function listFolder(folder: string): Promise<string[]> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (cause) {
    throw new GraderError('EVAL_SET_NOT_FOUND', 'is no folder that can be read', { file: folder, cause })
  }
  const missing = [
    ...(names.includes(TRANSCRIPTS_FILE) ? [] : [TRANSCRIPTS_FILE]),
    ...(labelFiles(folder, names).length > 0 ? [] : ['labels.jsonl or labels.csv']),
  ]
  if (missing.length === 0) return names
  throw new GraderError('EVAL_SET_NOT_FOUND', `is no set: it has no ${missing.join(' and no ')}`, {
    file: folder,
  })
}

async function readTranscripts(file: string, problems: SetProblem[]): Promise<Map<string, Collected>> {
  const found = new Map<string, Collected>()
  for await (const { transcript, line } of readSetTranscripts(file, problems)) {
    const { id } = transcript
    const before = found.get(id)
    if (before === undefined)
      found.set(id, {
        transcript,
        file,
        line,
        labels: {},
        acts: null,
        group: null,
        labelledIn: new Map(),
      })
    else
      problems.push({
        file,
        line,
        path: 'id',
        message: `"${id}" stands in line ${before.line} too; the first one counts`,
      })
  }
  return found
}

function withLabels(collected: Collected, settings: SetSettings): LabelledConversation {
  const { transcript, acts, group, adjudicated, side } = collected
  const selection = collected.selection ?? settings.selection
  return {
    transcript,
    labels: withBlindness(collected.labels, settings),
    acts,
    group: group ?? groupOf(transcript, settings),
    ...(adjudicated && { adjudicated }),
    ...(selection && { selection }),
    ...(side !== undefined && { side }),
  }
}

function groupOf({ id, metadata }: Transcript, { groups }: SetSettings): string {
  if (groups.by === 'id-prefix') return id.split('-')[0] ?? id
  const own = groups.by === 'column' ? metadata?.[groups.column] : undefined
  return typeof own === 'string' || typeof own === 'number' ? String(own) : id
}

/** What the set says of all its raters holds for labels that say nothing. */
function withBlindness(labels: Collected['labels'], { blind }: SetSettings): Collected['labels'] {
  if (blind === undefined) return labels
  const ofRaters = (byRater: Record<string, Label>) =>
    Object.fromEntries(Object.entries(byRater).map(([rater, label]) => [rater, { blind, ...label }]))
  return Object.fromEntries(
    Object.entries(labels).map(([criterion, byRater]) => [criterion, ofRaters(byRater)]),
  )
}
