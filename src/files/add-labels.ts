import { basename } from 'node:path'
import type { Label, LabelledConversation } from '../domain/eval-set.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { LabelRecord, SetProblem } from './label-record.ts'

/** A conversation while its labels come in. */
export interface Collected extends Pick<LabelledConversation, 'adjudicated' | 'selection' | 'side'> {
  transcript: Transcript
  file: string
  line: number | null
  labels: Record<string, Record<string, Label>>
  acts: LabelledConversation['acts']
  group: string | null
  /** By rater and criterion: a rater may score a criterion today and another tomorrow. */
  labelledIn: Map<string, string>
}

/** Adds what one line says; gives what is wrong with it, and then nothing of it was added. */
export function addLabels(
  conversations: ReadonlyMap<string, Collected>,
  rater: string,
  record: LabelRecord,
  file: string,
): SetProblem[] {
  const { id, line } = record
  const conversation = conversations.get(id)
  const problem = (path: string, message: string): SetProblem => ({ file, line, path, message })
  if (conversation === undefined)
    return [problem('id', `no conversation "${id}" was read from transcripts.jsonl`)]
  const places = Object.keys(record.labels).map((criterion) =>
    conversation.labelledIn.get(`${rater} ${criterion}`),
  )
  const before = places.find((place) => place !== undefined)
  if (before !== undefined)
    return [problem('id', `the same rater labelled "${id}" in ${before} too; the first one counts`)]
  const last = conversation.transcript.turns.length
  const strange = strangeTurns(record, last)
  if (strange.length > 0)
    return strange.map((path) =>
      problem(path, `names a turn that "${id}" does not have; its turns are 1 to ${last}`),
    )
  for (const [criterion, label] of Object.entries(record.labels)) {
    conversation.labelledIn.set(`${rater} ${criterion}`, `${basename(file)} line ${line}`)
    if (!Object.hasOwn(conversation.labels, criterion)) conversation.labels[criterion] = {}
    const byRater = conversation.labels[criterion]
    if (byRater !== undefined) byRater[rater] = label
  }
  conversation.acts ??= record.acts
  conversation.group ??= record.group
  return []
}

function strangeTurns({ labels, acts }: LabelRecord, last: number): string[] {
  return [
    ...Object.entries(labels)
      .filter(([, { turns }]) => turns.some((turn) => turn > last))
      .map(([criterion]) => `labels.${criterion}.turns`),
    ...Object.keys(acts ?? {})
      .filter((turn) => Number(turn) > last)
      .map((turn) => `acts.${turn}`),
  ]
}
