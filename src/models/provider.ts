import type { ChatReply, ChatRequest } from '../judge/chat-model.ts'

/** Why one try at a request failed, and whether another may succeed. */
export type FailureKind =
  /** 429. */
  | 'rate_limited'
  /** 408, 409, 5xx, 529. */
  | 'server'
  /** No first byte, or the body stalled. */
  | 'timeout'
  /** The socket was refused, reset or cut. */
  | 'connection'
  /** 401 to 404: key, money, model or address are wrong, so no request succeeds. */
  | 'denied'
  /** Any other 4xx: no retry helps. */
  | 'rejected'

/** A try that brought no reply. Thrown by a `Provider`, read by the governor. */
export class ProviderFailure extends Error {
  readonly kind: FailureKind
  /** null where no response came. */
  readonly status: number | null
  /** How long the provider asks to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null

  constructor(kind: FailureKind, message: string, status: number | null, retryAfterMs: number | null = null) {
    super(message)
    this.name = 'ProviderFailure'
    this.kind = kind
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/** Tokens of one reply as the provider counts them, before prices. */
export interface TokenUsage {
  /** All input, cached or not. */
  inputTokens: number
  /** Of the input, read from the provider's cache. */
  cachedTokens: number
  /** Of the input, written to the provider's cache at a surcharge. */
  cacheWriteTokens: number
  outputTokens: number
}

/** One reply, as a provider gave it. */
export type ProviderReply = {
  tokens: TokenUsage
  sent: ChatReply['sent']
} & ({ outcome: 'complete' | 'truncated'; text: string } | { outcome: 'refused'; why: string })

/** One provider's API for one model: a single try, no retries. */
export interface Provider {
  readonly provider: string
  readonly model: string
  readonly params: Record<string, string | number | boolean | null>
  /** @throws ProviderFailure; the signal's reason when it aborts. */
  send(request: ChatRequest, signal: AbortSignal): Promise<ProviderReply>
}

/** Time and chance, passed in so that tests need neither. */
export interface Timer {
  /** Milliseconds on a clock that never goes back. */
  now(): number
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Even over [0, 1). */
  random(): number
}
