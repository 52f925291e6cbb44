import OpenAI from 'openai'
import { makeOwnFetch } from './own-fetch.ts'
import { type ProviderAddress, SDK_SLACK_MS } from './provider-options.ts'

/** A client that carries requests, and neither retries nor logs. */
export function makeOpenAiClient({
  apiKey,
  baseUrl,
  timeoutMs,
  fetch = globalThis.fetch,
}: ProviderAddress): OpenAI {
  return new OpenAI({
    apiKey: apiKey === '' ? 'none' : apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutMs + SDK_SLACK_MS,
    logLevel: 'off',
    fetch: makeOwnFetch(fetch, apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
  })
}
