import { setImmediate } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Incoming, Rejection } from '../intake/incoming.ts'
import { type GraderDeps, gradeTranscript, hasPassingCause, regradeTranscript } from './grade-transcript.ts'
import { type Candidate, type Known, lookUp, type Planned, planRecord, reject } from './plan-chunk.ts'
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

/**
 * Grades a stream of conversations, one transaction a chunk, and tells what became of each record, in input order,
 * once it is stored. A conversation that has its grade already is kept, or asked again where a passing cause left
 * something open. While one chunk is stored the next is graded and the one after that is read.
 */
export async function* gradeBatch(
  deps: GradeBatchDeps,
  source: AsyncIterable<Incoming[]>,
  options: GradeBatchOptions,
): AsyncGenerator<BatchEvent[]> {
  let position = 0
  let graded: GradedChunk | null = null
  let storing: StoringChunk | null = null
  for await (const incoming of source) {
    const first = position
    position += incoming.length
    const planned = incoming.map((record, at) =>
      planRecord(deps.shelf, record, first + at, options.scorecard),
    )
    const onTheWay: Planned[] = [...(storing?.planned ?? []), ...(graded?.planned ?? [])]
    // Asked before the chunk before is stored, so that it need not wait for that.
    const lookingUp = heard(lookUp(deps.store, options.batchId, planned, onTheWay))
    const before: StoringChunk | null = storing
    storing = graded === null ? null : store(deps, graded)
    if (before !== null) yield await before.events
    graded = await gradePlanned(deps, planned, await lookingUp, options)
    if (options.signal?.aborted) break
  }
  if (storing !== null) yield await storing.events
  if (graded !== null) yield await store(deps, graded).events
}

/** Grades some records of a batch and commits them in one transaction. */
export async function gradeChunk(
  deps: GradeBatchDeps,
  records: readonly { position: number; record: Incoming }[],
  options: GradeBatchOptions,
): Promise<BatchEvent[]> {
  const planned = records.map(({ position, record }) =>
    planRecord(deps.shelf, record, position, options.scorecard),
  )
  const known = await lookUp(deps.store, options.batchId, planned)
  return store(deps, await gradePlanned(deps, planned, known, options)).events
}

interface GradedChunk {
  planned: readonly Planned[]
  chunk: Chunk
  events: BatchEvent[]
}

interface StoringChunk {
  planned: readonly Planned[]
  /** Come once everything is stored. */
  events: Promise<BatchEvent[]>
}

function store(deps: GradeBatchDeps, { planned, chunk, events }: GradedChunk): StoringChunk {
  return { planned, events: heard(deps.store.commitChunk(chunk).then(() => events)) }
}

/** It is awaited later; until then its failure must not count as unheard. */
function heard<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined)
  return promise
}

/** After so many conversations whatever else waits for this thread has its turn, the store above all. */
const BREATH = 16

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
  return { planned, chunk, events }
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
