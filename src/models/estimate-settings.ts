import shipped from './estimate-settings.json' with { type: 'json' }

/** What is assumed before anything was asked. */
export interface EstimateSettings {
  /** What a model writes about one criterion: its evidence, reasoning, verdict and confidence. Assumed, not measured. */
  outputTokensPerCriterion: number
  /**
   * Shortest beginning of a request that a provider's cache keeps, in tokens, by `PROVIDER:MODEL` (a `*` at the end
   * stands for the rest) and `default`; as https://docs.orq.ai/docs/proxy/prompt-caching lists them.
   */
  cacheableTokens: Record<string, number> & { default: number }
}

export const estimateSettings: EstimateSettings = shipped

export function cacheableTokens(
  { cacheableTokens: list }: EstimateSettings,
  provider: string,
  model: string,
) {
  const name = `${provider}:${model}`
  const pattern = Object.keys(list).find((key) => key.endsWith('*') && name.startsWith(key.slice(0, -1)))
  return list[name] ?? (pattern === undefined ? undefined : list[pattern]) ?? list.default
}
