import type { ModelPrice, Prices } from '../domain/prices.ts'

/** The price of a model: by its very name, else by the longest start of a name; null where none is known. */
export function priceOf(prices: Prices, provider: string, model: string): ModelPrice | null {
  const fitting = prices.models.filter((price) => price.provider === provider && covers(price.model, model))
  fitting.sort((a, b) => rank(b.model) - rank(a.model))
  return fitting[0] ?? null
}

/** The day a model's price is from. */
export function priceDate(prices: Prices, price: ModelPrice): string {
  return (price.source === undefined ? undefined : prices.sources[price.source]?.asOf) ?? prices.asOf
}

/** `own` before `shipped`: what `own` prices is priced by it alone. */
export function overridePrices(shipped: Prices, own: Prices): Prices {
  const kept = shipped.models.filter(
    ({ provider, model }) =>
      !own.models.some((price) => price.provider === provider && covers(price.model, model)),
  )
  const sources = { ...shipped.sources, ...own.sources }
  // A price without a source is from its own file's day, whatever the other file's day is.
  const dated = own.models.map((price) => (price.source === undefined ? { ...price, source: OWN } : price))
  const models = [...dated, ...kept]
  if (dated.some(({ source }) => source === OWN)) sources[OWN] = { page: 'own prices', asOf: own.asOf }
  const [oldest = own.asOf] = [shipped.asOf, own.asOf].sort()
  return { asOf: oldest, sources, models }
}

const OWN = 'own'

function covers(pattern: string, model: string): boolean {
  return pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern
}

function rank(pattern: string): number {
  return pattern.endsWith('*') ? pattern.length : Number.POSITIVE_INFINITY
}
