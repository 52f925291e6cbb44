import type { ModelPrice, Prices, Rates } from '../domain/prices.ts'
import { priceOf } from './prices.ts'
import type { TokenUsage } from './provider.ts'

/** In USD. */
export interface TokenPrice {
  costUsd: number
  /** Cached tokens at the full input price less what they cost, less the surcharge for writing: may be negative. */
  savedUsd: number
}

export type Via = 'live' | 'batch'

/** Prices one reply of a model; null where no price is known, which is never the same as nothing to pay. */
export function priceTokens(
  prices: Prices,
  provider: string,
  model: string,
  via: Via,
): ((tokens: TokenUsage) => TokenPrice) | null {
  const price = priceOf(prices, provider, model)
  if (price === null) return null
  const known = via === 'live' || price.batch !== undefined || price.batchShare !== undefined
  return known ? (tokens) => priceAt(ratesFor(price, via, tokens.inputTokens), tokens) : null
}

/** A request's rates depend on how long its input is, where a provider charges more for long ones. */
function ratesFor(price: ModelPrice, via: Via, inputTokens: number): Rates {
  const long = price.longPrompt
  const live = long !== undefined && inputTokens > long.over ? long : price
  if (via === 'live') return live
  if (price.batch !== undefined) return price.batch
  const share = price.batchShare ?? 1
  return {
    input: live.input * share,
    cachedInput: live.cachedInput * share,
    cacheWrite: live.cacheWrite * share,
    output: live.output * share,
  }
}

function priceAt(rates: Rates, tokens: TokenUsage): TokenPrice {
  const { cachedTokens, cacheWriteTokens, outputTokens } = tokens
  // A provider that counts cached tokens beside the input, not in it, must not make the rest negative.
  const plain = Math.max(0, tokens.inputTokens - cachedTokens - cacheWriteTokens)
  const cost =
    plain * rates.input +
    cachedTokens * rates.cachedInput +
    cacheWriteTokens * rates.cacheWrite +
    outputTokens * rates.output
  const saved =
    cachedTokens * (rates.input - rates.cachedInput) - cacheWriteTokens * (rates.cacheWrite - rates.input)
  return { costUsd: cost / 1e6, savedUsd: saved / 1e6 }
}
