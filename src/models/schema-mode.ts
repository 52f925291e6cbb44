import { z } from 'zod'
import type { ChatReply, ChatRequest } from '../judge/chat-model.ts'
import type { FailureDetails } from './read-failure-details.ts'

/** How a reply is bound to its schema, strictest first. */
export const SchemaMode = z.enum(['json_schema', 'json_object', 'tool'])
export type SchemaMode = z.infer<typeof SchemaMode>

/** How one model on one server wants to be asked. */
export const Dialect = z.strictObject({
  schemaMode: SchemaMode,
  /** Whether it takes a temperature. */
  temperature: z.boolean(),
  maxTokens: z.enum(['max_completion_tokens', 'max_tokens']),
})
export type Dialect = z.infer<typeof Dialect>

/** What is tried first. */
export const FIRST_DIALECT: Dialect = Object.freeze({
  schemaMode: 'json_schema',
  temperature: true,
  maxTokens: 'max_completion_tokens',
})

const REFUSING = [400, 404, 422]
const TOO_LONG = /context[_ ](length|window)|maximum context|prompt is too long|too (large|many)|at most/i
/** As OpenAI, Anthropic, DeepSeek, DashScope, Volcengine, LM Studio, vLLM and llama.cpp word it. */
const OF_SCHEMA =
  /response_?format|schema|json[_ ]?(object|mode)|output[_ ](config|format)|structured|guided|grammar|sampler/i
const OF_THIS_SCHEMA = /invalid[_ ](json[_ ])?schema|json schema contains|schema is too complex/i

/**
 * The next way to ask after a refusal that names a parameter; null where it names none that can be left out. It may
 * guess wrong, so it is worth remembering only once a request was accepted.
 */
export function adaptDialect(
  dialect: Dialect,
  refusal: FailureDetails,
  modes: readonly SchemaMode[],
): Dialect | null {
  if (refusal.status === null || !REFUSING.includes(refusal.status)) return null
  const said = `${refusal.param ?? ''} ${refusal.message}`
  if (dialect.temperature && /temperature/i.test(said)) return { ...dialect, temperature: false }
  if (TOO_LONG.test(refusal.message)) return null
  if (dialect.maxTokens === 'max_completion_tokens' && said.includes('max_completion_tokens'))
    return { ...dialect, maxTokens: 'max_tokens' }
  const next = modes[modes.indexOf(dialect.schemaMode) + 1]
  return OF_SCHEMA.test(said) && next !== undefined ? { ...dialect, schemaMode: next } : null
}

/** Whether a refusal is of the schema at hand rather than of strict schemas. */
export function refusesThisSchema({ code, message }: FailureDetails): boolean {
  return OF_THIS_SCHEMA.test(`${code ?? ''} ${message}`)
}

/** The parameters of a request as they are sent. */
export function sentParameters(
  request: Pick<ChatRequest, 'maxOutputTokens'>,
  dialect: Dialect,
): ChatReply['sent'] {
  return {
    temperature: dialect.temperature ? 0 : null,
    maxOutputTokens: request.maxOutputTokens,
    schemaMode: dialect.schemaMode,
  }
}
