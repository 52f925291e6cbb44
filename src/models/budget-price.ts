import { GraderError } from '../domain/errors.ts'
import type { Prices } from '../domain/prices.ts'
import { priceTokens, type Via } from './price-tokens.ts'

/**
 * To be called before a run with a budget.
 * @throws GraderError USAGE where no price of the model is known: nobody could say when its budget is spent.
 */
export function refuseUnpricedBudget(
  limitUsd: number | null,
  prices: Prices,
  { provider, model, via }: { provider: string; model: string; via: Via },
): void {
  if (limitUsd === null || priceTokens(prices, provider, model, via) !== null) return
  const how = via === 'batch' ? ' in batches' : ''
  throw new GraderError(
    'USAGE',
    `a budget needs a price, and none is known for ${provider}:${model}${how}; add one to a file of prices, or leave the budget out`,
  )
}
