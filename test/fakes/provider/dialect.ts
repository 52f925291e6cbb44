import type { IncomingHttpHeaders } from 'node:http'
import type { Refusal } from './refusal.ts'
import type { Ability, Api, JsonObject, Question, TokenCount } from './types.ts'
import type { Written } from './write-reply.ts'

/** One provider's API: what it asks of a request, and the shapes of what it answers. */
export interface Dialect {
  api: Api
  /** Name of the header that carries a request's id. */
  requestIdHeader: string
  /** @throws Refusal */
  authorize(headers: IncomingHttpHeaders): void
  /** @throws Refusal */
  read(body: unknown, ability: Ability): Question
  count(question: Question): TokenCount
  render(id: number, question: Question, written: Written, tokens: TokenCount): object
  renderError(refusal: Refusal): object
}

export function jsonOf(schemas: readonly (JsonObject | null | undefined)[]): string {
  return schemas.map((schema) => (schema ? JSON.stringify(schema) : '')).join('')
}

/** A made-up id that is the same on every run. */
export function idOf(prefix: string, n: number): string {
  return `${prefix}${String(n).padStart(8, '0')}`
}

/** All times are the same: nothing here goes by the clock. 2026-01-01T00:00:00Z. */
export const EPOCH_SECONDS = 1_767_225_600
