import { Prices } from '../../domain/prices.ts'

/** Round prices for a small provider. */
export function pricesOf(fields: Record<string, unknown> = {}, asOf = '2026-01-02'): Prices {
  const price = { provider: 'openai', model: 'm', input: 2, cachedInput: 0.5, cacheWrite: 2.5, output: 8 }
  return Prices.parse({ asOf, models: [{ ...price, ...fields }] })
}
