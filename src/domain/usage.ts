import { z } from 'zod'

/** What a provider was asked for and charged; input counts cached tokens too. */
export const Usage = z.strictObject({
  requests: z.int(),
  inputTokens: z.int(),
  cachedTokens: z.int(),
  outputTokens: z.int(),
  /** null where no price is known for the model. */
  costUsd: z.number().nullable(),
  /** What the provider's prompt cache took off the price, its surcharge for writing counted; null as above. */
  savedUsd: z.number().nullable(),
})
export type Usage = z.infer<typeof Usage>

/** Nothing was asked of anybody. */
export const NO_USAGE: Usage = Object.freeze({
  requests: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  savedUsd: 0,
})

/** Sums field by field; a sum with an unknown cost is unknown. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costUsd: sum(a.costUsd, b.costUsd),
    savedUsd: sum(a.savedUsd, b.savedUsd),
  }
}

/** The usage of several things together. */
export function sumUsage(parts: readonly { usage: Usage }[]): Usage {
  return parts.map(({ usage }) => usage).reduce(addUsage, NO_USAGE)
}

/** What was used after `before`: the difference, field by field. */
export function usageSince(after: Usage, before: Usage): Usage {
  return {
    requests: after.requests - before.requests,
    inputTokens: after.inputTokens - before.inputTokens,
    cachedTokens: after.cachedTokens - before.cachedTokens,
    outputTokens: after.outputTokens - before.outputTokens,
    costUsd: difference(after.costUsd, before.costUsd),
    savedUsd: difference(after.savedUsd, before.savedUsd),
  }
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
