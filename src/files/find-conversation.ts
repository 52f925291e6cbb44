import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { GraderError } from '../domain/errors.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Rejection } from '../intake/incoming.ts'
import { type ReadOptions, readInputs } from './read-inputs.ts'

/** Ids that are named where the one that was asked for is not there. */
const MOST_NAMED = 5

/**
 * One conversation of a file (`-` is stdin) or of the folder of an eval set: the one with the id, or the first.
 * @throws GraderError INPUT_NOT_FOUND where there is no file or no such conversation; TRANSCRIPT_INVALID, with what is
 * wrong, where the conversation cannot be read; USAGE where a table has no mapping.
 */
export async function findConversation(
  input: string,
  id: string | null,
  options: Pick<ReadOptions, 'mapping'> = {},
): Promise<Transcript> {
  const known: string[] = []
  let broken: Rejection | null = null
  let conversations = 0
  for await (const records of readInputs([await fileOf(input)], options)) {
    for (const record of records) {
      if (record.kind === 'rejected') {
        if (id === null) throw invalid(record.rejection)
        if (broken === null && idOf(record.rejection.record) === id) broken = record.rejection
        continue
      }
      if (id === null || record.transcript.id === id) return record.transcript
      conversations += 1
      if (known.length < MOST_NAMED) known.push(record.transcript.id)
    }
  }
  if (broken !== null) throw invalid(broken)
  const there =
    conversations === 0
      ? 'it holds none'
      : `it holds ${conversations}: ${known.join(', ')}${conversations > known.length ? ' …' : ''}`
  const missing = id === null ? 'there is no conversation' : `there is no conversation "${id}"`
  throw new GraderError('INPUT_NOT_FOUND', `${missing}; ${there}`, { file: input })
}

/** Beside the conversations of a set lie labels, which are none. */
async function fileOf(input: string): Promise<string> {
  const ofSet = join(input, 'transcripts.jsonl')
  const found = input === '-' ? null : await stat(ofSet).catch(() => null)
  return found?.isFile() ? ofSet : input
}

function invalid({ file, line, issues }: Rejection): GraderError {
  const message = 'this conversation cannot be read'
  return new GraderError('TRANSCRIPT_INVALID', line === null ? message : `line ${line}: ${message}`, {
    file,
    issues,
  })
}

/** The id of a record that could not be read as a conversation, where it has one. */
function idOf(record: string): unknown {
  try {
    const value: unknown = JSON.parse(record)
    return value !== null && typeof value === 'object' && 'id' in value ? value.id : null
  } catch {
    return null
  }
}
