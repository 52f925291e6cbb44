import type { IncomingHttpHeaders } from 'node:http'

export type Api = 'openai' | 'anthropic'
export type JsonObject = Record<string, unknown>

/** Tokens of one request. The three kinds of input add up to the whole prompt. */
export interface TokenCount {
  fresh: number
  cacheRead: number
  cacheWrite: number
}

/** What a server can bind a reply with, best first; each can do what stands after it too. */
export type Binding = 'json_schema' | 'json_object' | 'tools'

/** What the imitated model can and cannot do. */
export interface Ability {
  /** @default 'json_schema' */
  binding: Binding
  /** Parameters that it answers with 400, such as `temperature`. */
  refuses: readonly string[]
}

/** One request for a reply, in the same words for both APIs. */
export interface Question {
  api: Api
  model: string
  body: JsonObject
  /** Everything that is read, in reading order: the schema, then instructions and messages. */
  parts: readonly PromptPart[]
  /** The text of instructions and messages. */
  text: string
  /** Binds the reply; null where only the text may speak of one. */
  schema: JsonObject | null
  /** The function that must be called; null where the reply is a message. */
  tool: string | null
  /** null where the request sets no limit. */
  maxTokens: number | null
  choices: number
}

export interface PromptPart {
  text: string
  /** The prefix that ends here is to be cached (Anthropic's `cache_control`). */
  cached: boolean
}

/** One request as the provider saw it. */
export interface SeenRequest {
  /** In order of arrival, from 0. */
  n: number
  /** How many equal requests came before it. */
  attempt: number
  api: Api
  method: string
  path: string
  headers: IncomingHttpHeaders
  raw: string
  /** null where it is no JSON. */
  body: unknown
  /** SHA-256 of method, path and text. */
  hash: string
}
