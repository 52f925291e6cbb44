import Anthropic from '@anthropic-ai/sdk'
import { makeOwnFetch } from './own-fetch.ts'
import { type ProviderAddress, SDK_SLACK_MS } from './provider-options.ts'

/** A client that carries requests, and neither retries nor logs nor traces. */
export function makeAnthropicClient({
  apiKey,
  baseUrl,
  timeoutMs,
  fetch = globalThis.fetch,
}: ProviderAddress): Anthropic {
  return new Anthropic({
    apiKey,
    webhookKey: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutMs + SDK_SLACK_MS,
    logLevel: 'off',
    openTelemetry: false,
    fetch: makeOwnFetch(fetch, apiKey === '' ? {} : { 'x-api-key': apiKey }),
  })
}
