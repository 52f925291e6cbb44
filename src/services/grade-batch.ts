import { setImmediate } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Incoming, Place, Rejection } from '../intake/incoming.ts'
import {
  type GradeIdentity,
  type GraderDeps,
  gradeTranscript,
  hasPassingCause,
  identifyGrade,
  regradeTranscript,
} from './grade-transcript.ts'
import type { BatchItem, Chunk, Store } from './ports.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

export interface GradeBatchDeps extends GraderDeps {
  store: Store
  shelf: ScorecardShelf
}

export interface GradeBatchOptions {
  /** null where the records belong to no batch. */
  batchId: string | null
  /** The scorecard for every conversation; null takes the one that fits each. */
  scorecard: PreparedScorecard | null
  /** Conversations judged at the same time. */
  concurrency: number
  /** Stops between two chunks; what was committed stays. */
  signal?: AbortSignal
}

/** What became of one record. The conversation comes with its grade, for quotes in context. */
export type BatchEvent =
  | { position: number; outcome: 'rejected'; rejection: Rejection }
  | { position: number; outcome: 'duplicate'; gradeId: string; transcriptId: string }
  | {
      position: number
      outcome: 'graded' | 'kept'
      grade: Grade
      transcript: Transcript
      /** The same conversation id is stored with other content too; both are kept. */
      otherContent: boolean
    }

interface Candidate {
  position: number
  place: Place
  transcript: Transcript
  prepared: PreparedScorecard
  identity: GradeIdentity
}

interface Known {
  grades: Map<string, Grade>
  contents: Map<string, Set<string>>
  inBatch: Set<string>
}

/**
 * Grades a stream of conversations, one transaction a chunk, and tells what became of each record, in input order,
 * once it is stored. A conversation that has its grade already is kept, or asked again where a passing cause left
 * something open. While one chunk is stored the next is graded.
 */
export async function* gradeBatch(
  deps: GradeBatchDeps,
  source: AsyncIterable<Incoming[]>,
  options: GradeBatchOptions,
): AsyncGenerator<BatchEvent[]> {
  let position = 0
  let graded: GradedChunk | null = null
  for await (const incoming of source) {
    const first = position
    position += incoming.length
    const planned = incoming.map((record, index) => plan(deps, record, first + index, options.scorecard))
    // Asked before the chunk before is stored, so that it need not wait for that; what is in there is known here.
    const lookingUp = lookUp(deps.store, options.batchId, planned)
    const storing: Promise<void> | undefined =
      graded === null ? undefined : deps.store.commitChunk(graded.chunk)
    // It is awaited below; until then its failure must not count as unheard.
    storing?.catch(() => undefined)
    const known = await lookingUp
    remember(known, graded)
    const next: GradedChunk = await gradePlanned(deps, planned, known, options)
    await storing
    if (graded !== null) yield graded.events
    graded = next
    if (options.signal?.aborted) break
  }
  if (graded === null) return
  await deps.store.commitChunk(graded.chunk)
  yield graded.events
}

/** Grades some records of a batch and commits them in one transaction. */
export async function gradeChunk(
  deps: GradeBatchDeps,
  records: readonly { position: number; record: Incoming }[],
  options: GradeBatchOptions,
): Promise<BatchEvent[]> {
  const planned = records.map(({ position, record }) => plan(deps, record, position, options.scorecard))
  const known = await lookUp(deps.store, options.batchId, planned)
  const { chunk, events } = await gradePlanned(deps, planned, known, options)
  await deps.store.commitChunk(chunk)
  return events
}

/** After so many conversations whatever else waits for this thread has its turn, the store above all. */
const BREATH = 16

interface GradedChunk {
  chunk: Chunk
  events: BatchEvent[]
}

async function gradePlanned(
  deps: GradeBatchDeps,
  planned: readonly Planned[],
  known: Known,
  { batchId, concurrency }: GradeBatchOptions,
): Promise<GradedChunk> {
  const limit = pLimit(concurrency)
  const chunk: Chunk = { batchId, items: [], graded: [], regraded: [] }
  const settling: (BatchEvent | Promise<BatchEvent>)[] = []
  for (const [index, one] of planned.entries()) {
    if (index % BREATH === 0) await setImmediate()
    if ('outcome' in one) settling.push(one)
    else if (known.inBatch.has(one.identity.gradeId)) settling.push(duplicate(one))
    else {
      known.inBatch.add(one.identity.gradeId)
      settling.push(limit(() => settle(deps, one, known, chunk)))
    }
  }
  const events = await Promise.all(settling)
  chunk.items = events.map(batchItem)
  return { chunk, events }
}

/** Adds what is graded and not stored yet to what the store knows. */
function remember(known: Known, graded: GradedChunk | null): void {
  for (const event of graded?.events ?? []) {
    if (event.outcome !== 'graded' && event.outcome !== 'kept') continue
    const { id, transcriptId, provenance } = event.grade
    known.inBatch.add(id)
    const contents = known.contents.get(transcriptId) ?? new Set()
    known.contents.set(transcriptId, contents.add(provenance.contentHash))
  }
}

type Planned = Candidate | Extract<BatchEvent, { outcome: 'rejected' }>

/** Which scorecard grades the record, and under which key; or its rejection, where none does. */
function plan(
  { shelf }: GradeBatchDeps,
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

async function lookUp(store: Store, batchId: string | null, planned: readonly Planned[]): Promise<Known> {
  const candidates = planned.filter((one) => 'identity' in one)
  const [grades, hashes] = await Promise.all([
    store.gradesByKey(candidates.map(({ identity }) => identity.gradeKey)),
    store.contentHashes(candidates.map(({ transcript }) => transcript.id)),
  ])
  const stored = [...grades.values()].map(({ id }) => id)
  const inBatch = batchId === null ? new Set<string>() : await store.gradesInBatch(batchId, stored)
  const contents = new Map([...hashes].map(([id, known]) => [id, new Set(known)]))
  return { grades, contents, inBatch }
}

async function settle(
  deps: GradeBatchDeps,
  { position, place, transcript, prepared, identity }: Candidate,
  known: Known,
  chunk: Chunk,
): Promise<BatchEvent> {
  const contents = known.contents.get(transcript.id) ?? new Set()
  known.contents.set(transcript.id, contents.add(identity.contentHash))
  const otherContent = contents.size > 1
  const stored = known.grades.get(identity.gradeKey)
  try {
    if (stored === undefined) {
      const grade = await gradeTranscript(deps, transcript, prepared, identity)
      chunk.graded.push({ transcript, grade })
      return { position, outcome: 'graded', grade, transcript, otherContent }
    }
    const again = hasPassingCause(stored) ? await regradeTranscript(deps, transcript, prepared, stored) : null
    if (again !== null) chunk.regraded.push({ transcript, grade: again })
    return { position, outcome: 'kept', grade: again ?? stored, transcript, otherContent }
  } catch (error) {
    // A fault in one conversation must not cost the others theirs.
    const message = `could not be graded: ${error instanceof Error ? error.message : String(error)}`
    return { position, outcome: 'rejected', rejection: reject(place, transcript, '', message) }
  }
}

function duplicate({ position, transcript, identity }: Candidate): BatchEvent {
  return { position, outcome: 'duplicate', gradeId: identity.gradeId, transcriptId: transcript.id }
}

function reject({ file, line }: Place, transcript: Transcript, path: string, message: string): Rejection {
  return { file, line, issues: [{ path, message }], record: JSON.stringify(transcript) }
}

function batchItem(event: BatchEvent): BatchItem {
  const { position, outcome } = event
  switch (outcome) {
    case 'rejected':
      return { position, outcome, gradeId: null, rejection: event.rejection }
    case 'duplicate':
      return { position, outcome, gradeId: event.gradeId, rejection: null }
    default:
      return { position, outcome, gradeId: event.grade.id, rejection: null }
  }
}
