import type Anthropic from '@anthropic-ai/sdk'
import { readAnthropic } from './anthropic-read.ts'
import { type Dialect, idOf } from './dialect.ts'
import { asObject, parseOrNull } from './json.ts'
import { makeMarkedCache } from './prompt-cache.ts'
import { Refusal } from './refusal.ts'
import type { Question, TokenCount } from './types.ts'
import type { Written } from './write-reply.ts'

const ERROR_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  404: 'not_found_error',
  408: 'timeout_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

/** Anthropic's Messages API. https://platform.claude.com/docs/en/api/messages */
export function makeAnthropicDialect(): Dialect {
  const cache = makeMarkedCache()
  return {
    api: 'anthropic',
    requestIdHeader: 'request-id',
    authorize(headers) {
      // The SDK sends its key as a bearer token, plain HTTP callers as x-api-key.
      const bearer = /^Bearer \S+$/.test(headers.authorization ?? '')
      if (!headers['x-api-key'] && !bearer) throw new Refusal(401, 'x-api-key header is required')
      if (!headers['anthropic-version']) throw new Refusal(400, 'anthropic-version: header is required')
    },
    read: readAnthropic,
    count: ({ model, parts }) => cache.count(model, parts),
    render: renderMessage,
    renderError: ({ status, message }) => ({
      type: 'error',
      error: { type: ERROR_TYPES[status] ?? 'api_error', message },
      request_id: null,
    }),
  }
}

function renderMessage(
  n: number,
  question: Question,
  written: Written,
  tokens: TokenCount,
): Anthropic.Message {
  const refused = written.end === 'refused'
  return {
    id: idOf('msg_', n),
    type: 'message',
    role: 'assistant',
    model: question.model,
    content: renderContent(n, question, written),
    stop_reason: stopReason(question, written),
    stop_sequence: null,
    stop_details: refused ? { type: 'refusal', category: null, explanation: written.text } : null,
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: tokens.fresh,
      cache_creation_input_tokens: tokens.cacheWrite,
      cache_read_input_tokens: tokens.cacheRead,
      cache_creation: { ephemeral_5m_input_tokens: tokens.cacheWrite, ephemeral_1h_input_tokens: 0 },
      output_tokens: written.outputTokens,
      output_tokens_details: null,
      server_tool_use: null,
      inference_geo: null,
      service_tier: 'standard',
      speed: null,
    },
  }
}

function renderContent(n: number, question: Question, { text, end }: Written): Anthropic.ContentBlock[] {
  if (text === '') return []
  if (question.tool === null || end === 'refused') return [{ type: 'text', text, citations: null }]
  // The input of a tool is an object on the wire, so what cannot be read as one is empty.
  const input = asObject(parseOrNull(text))
  return [{ type: 'tool_use', id: idOf('toolu_', n), name: question.tool, input, caller: { type: 'direct' } }]
}

function stopReason(question: Question, { end }: Written): Anthropic.StopReason {
  if (end === 'refused') return 'refusal'
  if (end === 'truncated') return 'max_tokens'
  return question.tool === null ? 'end_turn' : 'tool_use'
}
