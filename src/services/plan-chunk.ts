import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Incoming, Place, Rejection } from '../intake/incoming.ts'
import { type GradeIdentity, identifyGrade } from './grade-transcript.ts'
import type { Store } from './ports.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

/** A conversation on its way to its grade. */
export interface Candidate {
  position: number
  place: Place
  transcript: Transcript
  prepared: PreparedScorecard
  identity: GradeIdentity
}

export interface RejectedRecord {
  position: number
  outcome: 'rejected'
  rejection: Rejection
}

export type Planned = Candidate | RejectedRecord

/** What is there already of the conversations of a chunk. */
export interface Known {
  grades: Map<string, Grade>
  contents: Map<string, Set<string>>
  inBatch: Set<string>
}

/** Which scorecard grades the record, and under which key; or its rejection, where none does. */
export function planRecord(
  shelf: ScorecardShelf,
  record: Incoming,
  position: number,
  named: PreparedScorecard | null,
): Planned {
  if (record.kind === 'rejected') return { position, outcome: 'rejected', rejection: record.rejection }
  const { transcript, place } = record
  const prepared = named ?? shelf.fitting(transcript)
  if (prepared !== null)
    return { position, place, transcript, prepared, identity: identifyGrade(transcript, prepared) }
  const { channel, language, stage } = transcript
  const message = `no scorecard applies to ${channel}, ${language}, ${stage ?? 'no stage'}; add one or name one with --scorecard`
  return { position, outcome: 'rejected', rejection: reject(place, transcript, 'channel', message) }
}

export function reject(
  { file, line }: Place,
  transcript: Transcript,
  path: string,
  message: string,
): Rejection {
  return { file, line, issues: [{ path, message }], record: JSON.stringify(transcript) }
}

export function candidatesOf(planned: readonly Planned[]): Candidate[] {
  return planned.filter((one) => 'identity' in one)
}

/** What the store holds, and what lies in chunks before this one that it may not hold yet. */
export async function lookUp(
  store: Store,
  batchId: string | null,
  planned: readonly Planned[],
  onTheWay: readonly Planned[] = [],
): Promise<Known> {
  const candidates = candidatesOf(planned)
  const [grades, hashes] = await Promise.all([
    store.gradesByKey(candidates.map(({ identity }) => identity.gradeKey)),
    store.contentHashes(candidates.map(({ transcript }) => transcript.id)),
  ])
  const stored = [...grades.values()].map(({ id }) => id)
  const inBatch = batchId === null ? new Set<string>() : await store.gradesInBatch(batchId, stored)
  const contents = new Map([...hashes].map(([id, known]) => [id, new Set(known)]))
  for (const { transcript, identity } of candidatesOf(onTheWay)) {
    inBatch.add(identity.gradeId)
    contents.set(transcript.id, (contents.get(transcript.id) ?? new Set()).add(identity.contentHash))
  }
  return { grades, contents, inBatch }
}
