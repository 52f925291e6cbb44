import { setImmediate } from 'node:timers/promises'
import pLimit, { type LimitFunction } from 'p-limit'
import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import { NO_USAGE, type Usage, usageSince } from '../domain/usage.ts'
import type { Incoming, Rejection } from '../intake/incoming.ts'
import type { Occasion } from '../judge/judge.ts'
import { type GraderDeps, gradeTranscript } from './grade-transcript.ts'
import { type Candidate, type Known, lookUp, type Planned, planRecord, reject } from './plan-chunk.ts'
import type { BatchItem, Chunk, Store } from './ports.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'
import { hasPassingCause, regradeTranscript } from './regrade-transcript.ts'

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
  /** Stops taking in more; what is in hand is still graded and stored. */
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
      /** What asking for it took now; the grade itself carries what it took in all. */
      spent: Usage
      /** The same conversation id is stored with other content too; both are kept. */
      otherContent: boolean
    }

/** A record with its place in its batch. */
export interface BatchRecord {
  position: number
  record: Incoming
}

/** Chunks that may be under way at once: one is stored, one waits for its last replies, one fills the free places. */
const UNDER_WAY = 3

/**
 * Grades a stream of conversations, one transaction a chunk, and tells what became of each record, in input order,
 * once it is stored. A conversation that has its grade already is kept, or asked again where a passing cause left
 * something open. Chunks overlap, so that a slow reply in one does not keep the next one waiting.
 */
export async function* gradeBatch(
  deps: GradeBatchDeps,
  source: AsyncIterable<readonly BatchRecord[]>,
  options: GradeBatchOptions,
): AsyncGenerator<BatchEvent[]> {
  const limit = pLimit(options.concurrency)
  const underWay: Flight[] = []
  for await (const records of source) {
    const planned = records.map(({ position, record }) =>
      planRecord(deps.shelf, record, position, options.scorecard),
    )
    // Asked before the chunks before are stored, so that it need not wait for that.
    const onTheWay = underWay.flatMap((flight) => flight.planned)
    const known = heard(lookUp(deps.store, options.batchId, planned, onTheWay))
    underWay.push(startFlight(deps, planned, known, limit, underWay.at(-1), options))
    while (underWay.length >= UNDER_WAY) yield await landed(underWay)
    if (options.signal?.aborted) break
  }
  while (underWay.length > 0) yield await landed(underWay)
}

/** Grades some records of a batch and commits them in one transaction. */
export async function gradeChunk(
  deps: GradeBatchDeps,
  records: readonly BatchRecord[],
  options: GradeBatchOptions,
): Promise<BatchEvent[]> {
  const planned = records.map(({ position, record }) =>
    planRecord(deps.shelf, record, position, options.scorecard),
  )
  const known = await lookUp(deps.store, options.batchId, planned)
  const { events, chunk } = await gradePlanned(deps, planned, known, pLimit(options.concurrency), options)
  await deps.store.commitChunk(chunk)
  return events
}

interface GradedChunk {
  chunk: Chunk
  events: BatchEvent[]
}

/** A chunk on its way to the store. */
interface Flight {
  planned: readonly Planned[]
  /** Resolves when all its conversations wait for their turn. */
  queued: Promise<void>
  /** Come once everything is stored. */
  events: Promise<BatchEvent[]>
}

function startFlight(
  deps: GradeBatchDeps,
  planned: readonly Planned[],
  known: Promise<Known>,
  limit: LimitFunction,
  before: Flight | undefined,
  options: GradeBatchOptions,
): Flight {
  const queued = Promise.withResolvers<void>()
  const run = async () => {
    try {
      // In turn, so that the conversations of the chunk before get the free places first.
      await before?.queued
      const { chunk, events } = await gradePlanned(deps, planned, await known, limit, options, queued.resolve)
      await before?.events
      await deps.store.commitChunk(chunk)
      return events
    } finally {
      queued.resolve()
    }
  }
  return { planned, queued: queued.promise, events: heard(run()) }
}

function landed(underWay: Flight[]): Promise<BatchEvent[]> {
  return underWay.shift()?.events ?? Promise.resolve([])
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
  limit: LimitFunction,
  { batchId, signal }: GradeBatchOptions,
  onQueued?: () => void,
): Promise<GradedChunk> {
  const occasion = { batchId }
  const chunk: Chunk = { batchId, items: [], graded: [], regraded: [] }
  const settling: (BatchEvent | Promise<BatchEvent | null>)[] = []
  for (const [index, one] of planned.entries()) {
    if (index % BREATH === 0) await setImmediate()
    if ('outcome' in one) settling.push(one)
    else if (known.inBatch.has(one.identity.gradeId)) settling.push(duplicate(one))
    else {
      known.inBatch.add(one.identity.gradeId)
      settling.push(heard(limit(() => settle(deps, one, known, chunk, occasion, signal))))
    }
  }
  onQueued?.()
  const events = (await Promise.all(settling)).filter((event) => event !== null)
  chunk.items = events.map(batchItem)
  return { chunk, events }
}

/** null where the run was stopped before a model answered: the next one takes the conversation up as if it was new. */
async function settle(
  deps: GradeBatchDeps,
  { position, place, transcript, prepared, identity }: Candidate,
  known: Known,
  chunk: Chunk,
  occasion: Occasion,
  signal: AbortSignal | undefined,
): Promise<BatchEvent | null> {
  const contents = known.contents.get(transcript.id) ?? new Set()
  known.contents.set(transcript.id, contents.add(identity.contentHash))
  const otherContent = contents.size > 1
  const stored = known.grades.get(identity.gradeKey)
  try {
    if (stored === undefined) {
      const grade = await gradeTranscript(deps, transcript, prepared, identity, occasion)
      if (signal?.aborted && hasNoAnswer(grade)) return null
      chunk.graded.push({ transcript, grade })
      return { position, outcome: 'graded', grade, transcript, spent: grade.usage, otherContent }
    }
    const again = hasPassingCause(stored)
      ? await regradeTranscript(deps, transcript, prepared, stored, occasion)
      : null
    if (signal?.aborted && hasNoAnswer(again ?? stored)) return null
    if (again !== null) chunk.regraded.push({ transcript, grade: again })
    const spent = again === null ? NO_USAGE : usageSince(again.usage, stored.usage)
    return { position, outcome: 'kept', grade: again ?? stored, transcript, spent, otherContent }
  } catch (error) {
    // A fault in one conversation must not cost the others theirs.
    const message = `could not be graded: ${error instanceof Error ? error.message : String(error)}`
    return { position, outcome: 'rejected', rejection: reject(place, transcript, '', message) }
  }
}

function hasNoAnswer({ findings }: Grade): boolean {
  return findings.some(({ reason }) => reason === 'provider_error')
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
