import type { Usage } from '../domain/usage.ts'
import type { BatchAnswer } from '../judge/batch-provider.ts'
import type { ChatReply, ChatRequest } from '../judge/chat-model.ts'
import type { ReadReply } from './openai-reply.ts'
import { ProviderFailure, type TokenUsage } from './provider.ts'
import { type ProviderOptions, SDK_SLACK_MS } from './provider-options.ts'
import { readFailure } from './read-failure.ts'
import { withinTime } from './within-time.ts'

export interface BatchProviderOptions extends ProviderOptions {
  /** The price in a batch. */
  priceOf(tokens: TokenUsage): Pick<Usage, 'costUsd' | 'savedUsd'>
}

/** Sending a batch's body takes longer than asking about it. */
const SENDING_MS = 600_000

export interface CallOptions {
  signal: AbortSignal
  timeout: number
}

/** Makes single calls of a batch API in time, with failures named. */
export function makeBatchCall(provider: string, options: BatchProviderOptions) {
  const { timeoutMs, now = Date.now } = options
  const failure = (error: unknown, requests: readonly ChatRequest[] = []) => {
    const conversation = requests.map(({ varying }) => varying).join('\n')
    return readFailure(error, { ...options, provider, conversation, now: now() })
  }
  const within = async <T>(
    ms: number,
    ask: (call: CallOptions) => Promise<T>,
    requests?: readonly ChatRequest[],
  ): Promise<T> => {
    try {
      const timeout = ms + SDK_SLACK_MS
      return await withinTime(ms, new AbortController().signal, (signal) => ask({ signal, timeout }))
    } catch (error) {
      throw failure(error, requests)
    }
  }
  return {
    /** Names what an answer's stream throws. */
    failure: (error: unknown) => failure(error),
    ask: <T>(ask: (call: CallOptions) => Promise<T>) => within(timeoutMs, ask),
    submit: <T>(requests: readonly ChatRequest[], ask: (call: CallOptions) => Promise<T>) =>
      within(Math.max(timeoutMs, SENDING_MS), ask, requests),
  }
}

/** What came of one request, read the way a live reply is; what cannot be read is a failure of that request alone. */
export function batchAnswer(
  requestHash: string,
  read: () => ReadReply,
  sent: ChatReply['sent'],
  priceOf: BatchProviderOptions['priceOf'],
): BatchAnswer {
  try {
    const { tokens, usageKnown: _, ...reply } = read()
    const { inputTokens, cachedTokens, outputTokens } = tokens
    const usage = { requests: 1, inputTokens, cachedTokens, outputTokens, ...priceOf(tokens) }
    return { requestHash, reply: { ...reply, usage, latencyMs: 0, sent }, failure: null }
  } catch (error) {
    if (error instanceof ProviderFailure) return { requestHash, reply: null, failure: error.message }
    throw error
  }
}
