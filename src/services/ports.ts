import type { Issue } from '../domain/errors.ts'
import type { EvalRun, KeptRun, RunPart } from '../domain/eval-run.ts'
import type { Verdict } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import type { Channel, Transcript } from '../domain/transcript.ts'
import type { Usage } from '../domain/usage.ts'
import type { BatchAnswer } from '../judge/batch-provider.ts'
import type { Call, JudgmentMemory } from '../judge/judgment-memory.ts'
import type { ModelFacts } from '../judge/model-facts.ts'

/** The time now, in epoch milliseconds. */
export type Clock = () => number

/** A grade with the conversation it is of, as they are stored together. */
export interface GradedConversation {
  transcript: Transcript
  grade: Grade
}

/** What became of one record of a batch. `duplicate`: the same conversation came earlier in this batch. */
export type BatchOutcome = 'waiting' | 'graded' | 'kept' | 'duplicate' | 'rejected'

/** One record of a batch, by its place in the input (from 0). */
export interface BatchItem {
  position: number
  outcome: Exclude<BatchOutcome, 'waiting'>
  gradeId: string | null
  /** Why it was rejected, with the record itself; null otherwise. */
  rejection: StoredRejection | null
}

export interface StoredRejection {
  file: string
  line: number | null
  issues: Issue[]
  record: string
}

/** A record that was received and not graded yet: its raw text, so that a restart loses nothing. */
export interface WaitingItem {
  position: number
  record: string
}

/** `receiving` until the whole body has come, `failed` when it never did or a fault stopped the work. */
export type BatchState = 'receiving' | 'queued' | 'running' | 'done' | 'failed'

export interface Batch {
  id: string
  source: 'cli' | 'http'
  state: BatchState
  /** Which scorecard was named for every conversation; null where each gets the one that fits. */
  scorecard: string | null
  createdAt: string
  finishedAt: string | null
  /** Why it failed; null otherwise. */
  failure: string | null
  counts: Record<BatchOutcome, number>
}

/** One transaction's worth of a batch. */
export interface Chunk {
  batchId: string | null
  items: BatchItem[]
  /** New grades; one that is stored already (same gradeKey) is left as it is. */
  graded: GradedConversation[]
  /** Grades that were asked again for a passing cause: they replace the document of the same id. */
  regraded: GradedConversation[]
}

export interface GradeFilter {
  agent?: string | undefined
  channel?: Channel | undefined
  /** Days of the conversation, both inclusive, YYYY-MM-DD in the conversation's own offset. */
  from?: string | undefined
  to?: string | undefined
  scorecard?: string | undefined
  /** With `verdict`: grades where this criterion has this verdict (`fail` when no verdict is named). */
  criterion?: string | undefined
  verdict?: Verdict | undefined
  passed?: boolean | undefined
}

export interface Page<Row> {
  rows: Row[]
  /** Where the next page starts; null on the last. */
  next: string | null
}

/** A reply kept for an Idempotency-Key: the same key with the same request gets the same reply. */
export interface KeptReply {
  requestHash: string
  status: number
  body: string
}

/** Everything that is kept. One contract suite runs against every implementation. */
export interface Store {
  /** The stored grades with these keys. */
  gradesByKey(keys: readonly string[]): Promise<Map<string, Grade>>
  /** The content hashes under which each of these conversation ids is stored. */
  contentHashes(transcriptIds: readonly string[]): Promise<Map<string, string[]>>
  /** Of these grade ids, those that are in the batch already. */
  gradesInBatch(batchId: string, gradeIds: readonly string[]): Promise<Set<string>>
  /** Everything of the chunk, or nothing. */
  commitChunk(chunk: Chunk): Promise<void>
  grade(id: string): Promise<Grade | null>
  transcript(transcriptId: string, contentHash: string): Promise<Transcript | null>
  /** Newest first; `cursor` is a page's `next`. Throws GraderError USAGE on a cursor that is none. */
  grades(filter: GradeFilter, page: { cursor?: string; limit: number }): Promise<Page<Grade>>

  createBatch(batch: Pick<Batch, 'id' | 'source' | 'scorecard' | 'createdAt' | 'state'>): Promise<void>
  addWaiting(batchId: string, items: readonly WaitingItem[]): Promise<void>
  /** Waiting records in order, after a position (−1: from the first on). */
  waiting(batchId: string, page: { after: number; limit: number }): Promise<WaitingItem[]>
  setBatchState(
    id: string,
    state: BatchState,
    details?: { finishedAt?: string; failure?: string },
  ): Promise<void>
  batch(id: string): Promise<Batch | null>
  /** Batches in any of these states, oldest first. */
  batchesIn(states: readonly BatchState[]): Promise<Batch[]>
  /** A batch's records in input order, after a position; grades come with the graded, kept and duplicate ones. */
  batchItems(
    batchId: string,
    page: { after: number; limit: number },
  ): Promise<(BatchItem & { grade: Grade | null })[]>

  /** Keeps the reply unless the key has one; gives the one kept. */
  keepReply(key: string, reply: KeptReply, at: string): Promise<KeptReply>
  keptReply(key: string): Promise<KeptReply | null>
  /** Drops replies older than this instant. */
  dropReplies(before: string): Promise<void>

  /** What a judge with a model behind it keeps between runs. */
  readonly judgments: JudgmentMemory
  readonly providerBatches: ProviderBatchStore
  readonly modelFacts: ModelFacts
  /** What calls to models cost, by day and then as they came; in pages, so that a year of them needs no memory. */
  spending(filter: SpendingFilter): AsyncIterable<Spending[]>
  readonly evalRuns: EvalRunStore

  /** Resolves when the store answers; rejects with STORE_UNAVAILABLE when it does not. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface SpendingFilter {
  /** Days of asking in UTC, both inclusive, YYYY-MM-DD. */
  from?: string | undefined
  to?: string | undefined
  /** Only what was asked for this batch of conversations. */
  batch?: string | undefined
}

/** What one call to a model cost, and what it was for. */
export interface Spending extends Pick<Call, 'batchId' | 'provider' | 'model' | 'outcome' | 'shares'> {
  /** Of asking, in UTC, YYYY-MM-DD. */
  day: string
  usage: Usage
}

/** A batch of requests at a provider. `submitting` until the provider's id of it is known. */
export interface ProviderBatch {
  id: string
  provider: string
  model: string
  providerBatchId: string | null
  state: 'submitting' | 'working' | 'read'
  createdAt: string
}

/** What is kept of provider batches, so that a restart goes on with them. */
export interface ProviderBatchStore {
  /** Kept before it is submitted, with the hashes of its requests. */
  createProviderBatch(
    batch: Pick<ProviderBatch, 'id' | 'provider' | 'model' | 'createdAt'>,
    requestHashes: readonly string[],
  ): Promise<void>
  providerBatchSubmitted(id: string, providerBatchId: string): Promise<void>
  /** It never reached the provider: its requests wait in no batch. */
  dropProviderBatch(id: string): Promise<void>
  /** Those not read yet, oldest first. */
  openProviderBatches(provider: string, model: string): Promise<ProviderBatch[]>
  /** Of these requests, those that wait in a batch that is not read yet. */
  waitingRequests(requestHashes: readonly string[]): Promise<Set<string>>
  /** Replies that the judge has not read yet; failures stop waiting and are asked anew. */
  addAnswers(id: string, answers: readonly BatchAnswer[]): Promise<void>
  providerBatchRead(id: string): Promise<void>
}

export interface EvalRunFilter {
  set?: string | undefined
  part?: RunPart | undefined
  /** Finds a run by the start of its id. */
  idPrefix?: string | undefined
}

/** Judges on evaluation sets, with what they found. A run is kept once and never changed. */
export interface EvalRunStore {
  /** All of the run or nothing. @throws GraderError CONFLICT where a run of this id is kept already. */
  keep(kept: KeptRun): Promise<void>
  /** With what it found, in the order kept; null where there is none. */
  kept(id: string): Promise<KeptRun | null>
  /** Newest first. */
  list(filter: EvalRunFilter, limit: number): Promise<EvalRun[]>
}
