import type { z } from 'zod'
import { NO_USAGE, type Usage } from '../domain/usage.ts'

/** What one request asks about, for sharing out its cost: the criterion and how long its definition is. */
export interface AskedCriterion {
  id: string
  /** UTF-16 units of its definition in `stable`. */
  length: number
}

/** One question to a model. */
export interface ChatRequest {
  /** SHA-256 over all that is sent: two requests with the same hash are the same question. */
  hash: string
  /** The same for many conversations; it goes first, so that a provider's prompt cache pays. */
  stable: string
  /** The conversation, and what is asked of it now. */
  varying: string
  /** Binds the reply. Field order is the order in which the model writes. */
  schema: z.ZodType
  /** Most tokens that the reply may take. */
  maxOutputTokens: number
  asked: readonly AskedCriterion[]
}

/** How one request went. Only `complete` and `truncated` carry text. */
export type ChatReply = {
  usage: Usage
  /** From sending the request that was answered to the end of its reply, in milliseconds. */
  latencyMs: number
  /** The parameters as they were sent, where they differ from those of the model's configuration. */
  sent: Record<string, string | number | boolean | null>
} & (
  | { outcome: 'complete' | 'truncated'; text: string }
  | { outcome: 'refused'; why: string }
  /** Given up after every retry. */
  | { outcome: 'provider_error'; why: string }
  | { outcome: 'budget_spent' }
  /** Nothing was asked: it waits for a provider's batch, or was only counted. */
  | { outcome: 'deferred' }
)

/** What a model answers that only takes note of what it is asked. */
export const DEFERRED: ChatReply = Object.freeze({
  outcome: 'deferred',
  usage: NO_USAGE,
  latencyMs: 0,
  sent: {},
})

/** A language model behind a provider's API. */
export interface ChatModel {
  /** As in `--judge PROVIDER:MODEL`. */
  readonly provider: string
  readonly model: string
  /** The parameters it asks with; they are part of what a finding is remembered by. */
  readonly params: Record<string, string | number | boolean | null>
  /**
   * Resolves however it went; rejects only when `signal` aborts or `keep` fails. A reply that came is given to `keep`
   * while it still counts as in flight: after a crash no more is asked twice than may be in flight.
   */
  ask(
    request: ChatRequest,
    signal?: AbortSignal,
    keep?: (reply: ChatReply) => Promise<void>,
  ): Promise<ChatReply>
}
