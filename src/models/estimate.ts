import { z } from 'zod'
import type { Prices } from '../domain/prices.ts'
import type { Estimated, RunEstimate } from '../domain/run-estimate.ts'
import { shareUsage } from '../domain/share-usage.ts'
import { addUsage, NO_USAGE } from '../domain/usage.ts'
import { type ChatModel, type ChatRequest, DEFERRED } from '../judge/chat-model.ts'
import { countTokens } from './count-tokens.ts'
import { cacheableTokens, type EstimateSettings, estimateSettings } from './estimate-settings.ts'
import { priceTokens, type Via } from './price-tokens.ts'
import { priceDate, priceOf } from './prices.ts'
import type { TokenUsage } from './provider.ts'

export interface EstimatingModel extends ChatModel {
  /** Of everything that was asked so far. */
  result(): RunEstimate
}

/** Counts what it is asked and asks nobody: every reply is `deferred`. */
export function makeEstimatingModel({
  provider,
  model,
  params,
  prices,
  settings = estimateSettings,
}: Pick<ChatModel, 'provider' | 'model' | 'params'> & {
  prices: Prices
  settings?: EstimateSettings
}): EstimatingModel {
  const count = makeCountRequest(settings, cacheableTokens(settings, provider, model))
  const price = priceOf(prices, provider, model)
  const usageOf = (tokens: TokenUsage, via: Via) => {
    const priced = priceTokens(prices, provider, model, via)?.(tokens)
    const { inputTokens, cachedTokens, outputTokens } = tokens
    const { costUsd, savedUsd } = priced ?? { costUsd: null, savedUsd: null }
    return { requests: 1, inputTokens, cachedTokens, outputTokens, costUsd, savedUsd }
  }
  const criteria = new Map<string, Estimated>()
  let whole: Estimated = NOTHING

  return {
    provider,
    model,
    params,
    async ask(request, signal) {
      signal?.throwIfAborted()
      const tokens = count(request)
      const uncached = { ...tokens, cachedTokens: 0, cacheWriteTokens: 0 }
      const used = { live: usageOf(tokens, 'live'), batch: usageOf(uncached, 'batch') }
      whole = add(whole, used)
      const length = request.stable.length + request.varying.length
      const live = shareUsage(used.live, request.asked, undefined, length)
      const batch = shareUsage(used.batch, request.asked, undefined, length)
      for (const { id } of request.asked) {
        const share = { live: live[id] ?? NO_USAGE, batch: batch[id] ?? NO_USAGE }
        criteria.set(id, add(criteria.get(id) ?? NOTHING, share))
      }
      return DEFERRED
    },
    result: () => ({
      provider,
      model,
      pricesAsOf: price === null ? null : priceDate(prices, price),
      ...whole,
      criteria: Object.fromEntries(criteria),
    }),
  }
}

const NOTHING: Estimated = { live: NO_USAGE, batch: NO_USAGE }

function add(a: Estimated, b: Estimated): Estimated {
  return { live: addUsage(a.live, b.live), batch: addUsage(a.batch, b.batch) }
}

/**
 * The first request with a stable text writes it to the cache, the rest read it. Requests that start before the first
 * is answered read nothing yet: a run with twenty at once pays for up to twenty of them in full.
 */
function makeCountRequest({ outputTokensPerCriterion }: EstimateSettings, leastCacheable: number) {
  const stableTokens = new Map<string, number>()
  const schemaTokens = new WeakMap<z.ZodType, number>()
  return ({ stable, varying, schema, asked, maxOutputTokens }: ChatRequest): TokenUsage => {
    const known = stableTokens.get(stable)
    const stableCount = known ?? countTokens(stable)
    stableTokens.set(stable, stableCount)
    const schemaCount = schemaTokens.get(schema) ?? countTokens(jsonSchema(schema))
    schemaTokens.set(schema, schemaCount)
    const cacheable = stableCount >= leastCacheable ? stableCount : 0
    return {
      inputTokens: stableCount + schemaCount + countTokens(varying),
      cachedTokens: known === undefined ? 0 : cacheable,
      cacheWriteTokens: known === undefined ? cacheable : 0,
      outputTokens: Math.min(maxOutputTokens, asked.length * outputTokensPerCriterion),
    }
  }
}

function jsonSchema(schema: z.ZodType): string {
  return JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }))
}
