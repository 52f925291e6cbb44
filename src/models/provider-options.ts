import type { Logger } from 'pino'
import type { ModelFacts } from '../judge/model-facts.ts'
import type { Fetch } from './own-fetch.ts'

export type ModelLog = Pick<Logger, 'info' | 'warn'>

/** How to reach a provider. Nothing is read from the environment. */
export interface ProviderAddress {
  /** Empty for a server that asks for none. */
  apiKey: string
  /** OpenAI's with the version, `https://api.openai.com/v1`; Anthropic's without, `https://api.anthropic.com`. */
  baseUrl: string
  model: string
  /** How long one exchange may take, reply's body included, in milliseconds. */
  timeoutMs: number
  /** @default the runtime's */
  fetch?: Fetch
}

export interface ProviderOptions extends ProviderAddress {
  /** Keeps what a server refuses. */
  facts: ModelFacts
  log: ModelLog
  /** Milliseconds since 1970, to read dates in answers against. @default Date.now */
  now?: () => number
}

/** The SDKs' own limit is this much later than ours, which covers the body too. */
export const SDK_SLACK_MS = 60_000

/** Under which key it is remembered how a model wants to be asked. */
export function factsKey(provider: string, { baseUrl, model }: ProviderAddress): string {
  const { host = '', pathname = '' } = URL.parse(baseUrl) ?? {}
  return `${provider} ${model} at ${host}${pathname.replace(/\/+$/, '')}`
}
