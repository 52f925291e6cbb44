import type { ChatReply, ChatRequest } from './chat-model.ts'

/** How far a provider has come with a batch. */
export interface BatchProgress {
  state: 'working' | 'ended'
  /** Requests that are answered or failed, of all. */
  settled: number
  total: number
}

/** What became of one request of a batch; `reply` is null where it expired, failed or was cancelled. */
export interface BatchAnswer {
  requestHash: string
  reply: Exclude<ChatReply, { outcome: 'deferred' | 'budget_spent' }> | null
  /** Why there is no reply; null where there is one. */
  failure: string | null
}

/** A provider's API for many requests at once at a lower price. */
export interface BatchProvider {
  readonly provider: string
  readonly model: string
  /** Most requests in one batch, and most bytes of its body. */
  readonly limits: { requests: number; bytes: number }
  /** How many bytes a request takes in a batch's body. */
  sizeOf(request: ChatRequest): number
  /** Gives the provider's id of the batch. Rejects with ProviderFailure. */
  submit(requests: readonly ChatRequest[]): Promise<string>
  /** Rejects with ProviderFailure. */
  progress(batchId: string): Promise<BatchProgress>
  /** Of an ended batch, in any order, each request at most once. */
  answers(batchId: string): AsyncIterable<BatchAnswer>
}
