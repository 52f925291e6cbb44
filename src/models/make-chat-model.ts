import type { Logger } from 'pino'
import type { Prices } from '../domain/prices.ts'
import { NO_USAGE, type Usage } from '../domain/usage.ts'
import type { ChatModel, ChatReply, ChatRequest } from '../judge/chat-model.ts'
import type { Budget } from './budget.ts'
import { mostCost } from './budget-most.ts'
import { makeGovernor } from './governor.ts'
import type { GovernorSettings } from './governor-settings.ts'
import { priceTokens, type TokenPrice } from './price-tokens.ts'
import type { Provider, ProviderReply, Timer, TokenUsage } from './provider.ts'

export interface ChatModelDeps {
  provider: Provider
  settings: GovernorSettings
  prices: Prices
  /** May be shared by several models. */
  budget: Budget
  timer: Timer
  /** Whoever waits for a turn, a retry or money gives up when it aborts; what was sent is still heard. */
  stopping?: AbortSignal
  log: Pick<Logger, 'warn' | 'info' | 'error'>
}

/**
 * A provider's single tries made into answers: money is set aside, the governor tries until it is answered or gives
 * up, and the reply bears its price. A try that brought no reply counts as costing nothing, as providers say it does.
 */
export function makeChatModel(deps: ChatModelDeps): ChatModel {
  const { provider, settings, prices, budget, timer, stopping, log } = deps
  const governor = makeGovernor({ provider: provider.provider, model: provider.model }, settings, timer, log)
  const price = priceTokens(prices, provider.provider, provider.model, 'live')
  return {
    provider: provider.provider,
    model: provider.model,
    params: provider.params,
    async ask(request, signal = new AbortController().signal, keep = async () => undefined) {
      const waiting = stopping === undefined ? signal : AbortSignal.any([signal, stopping])
      try {
        return await askPriced(request, signal, waiting, keep)
      } catch (error) {
        if (signal.aborted || !stopping?.aborted) throw error
        return { ...NOTHING_SENT, outcome: 'provider_error', why: 'stopped before it was answered' }
      }
    },
  }

  async function askPriced(
    request: ChatRequest,
    signal: AbortSignal,
    waiting: AbortSignal,
    keep: (reply: ChatReply) => Promise<void>,
  ): Promise<ChatReply> {
    const most = price === null ? 0 : mostCost(request, price)
    const reservation = await budget.reserve(most, waiting)
    if (reservation === null) return { ...NOTHING_SENT, outcome: 'budget_spent' }
    let costUsd: number | null = 0
    try {
      // What fails in keeping is no failure of the provider's, and must not look like one to the governor.
      let fault: { error: unknown } | null = null
      const attempt = async (): Promise<ChatReply> => {
        const sentMs = timer.now()
        const answer = await provider.send(request, signal)
        const usage = usageOf(answer, price)
        costUsd = usage.costUsd
        const reply = { ...replyOf(answer), usage, latencyMs: timer.now() - sentMs }
        await keep(reply).catch((error: unknown) => {
          fault = { error }
        })
        return reply
      }
      const run = await governor.run(attempt, waiting)
      throwIf(fault)
      return 'gaveUp' in run ? { ...NOTHING_SENT, outcome: 'provider_error', why: run.gaveUp } : run.answer
    } finally {
      reservation.settle(costUsd)
    }
  }
}

const NOTHING_SENT = { usage: NO_USAGE, latencyMs: 0, sent: {} }

function throwIf(fault: { error: unknown } | null): void {
  if (fault !== null) throw fault.error
}

function replyOf({ tokens: _, ...reply }: ProviderReply) {
  return reply
}

function usageOf({ tokens }: ProviderReply, price: ((tokens: TokenUsage) => TokenPrice) | null): Usage {
  const { inputTokens, cachedTokens, outputTokens } = tokens
  const { costUsd, savedUsd } = price?.(tokens) ?? { costUsd: null, savedUsd: null }
  return { requests: 1, inputTokens, cachedTokens, outputTokens, costUsd, savedUsd }
}
