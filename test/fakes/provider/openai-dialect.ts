import type OpenAI from 'openai'
import type { Dialect } from './dialect.ts'
import { EPOCH_SECONDS, idOf } from './dialect.ts'
import { readOpenAi } from './openai-read.ts'
import { makePrefixCache } from './prompt-cache.ts'
import { Refusal } from './refusal.ts'
import type { Question, TokenCount } from './types.ts'
import type { Written } from './write-reply.ts'

type Choice = OpenAI.ChatCompletion['choices'][number]

/** OpenAI's Chat Completions API. https://platform.openai.com/docs/api-reference/chat */
export function makeOpenAiDialect(): Dialect {
  const cache = makePrefixCache()
  return {
    api: 'openai',
    requestIdHeader: 'x-request-id',
    authorize({ authorization = '' }) {
      if (/^Bearer \S+$/.test(authorization)) return
      throw new Refusal(401, "You didn't provide an API key in an Authorization header using Bearer auth.")
    },
    read: readOpenAi,
    count: ({ model, parts }) => cache.count(model, parts),
    render: renderCompletion,
    renderError: ({ status, message, param, code }) => ({
      error: {
        message,
        type: typeOf(status),
        param,
        code: code ?? (status === 429 ? 'rate_limit_exceeded' : null),
      },
    }),
  }
}

function renderCompletion(
  n: number,
  question: Question,
  written: Written,
  tokens: TokenCount,
): OpenAI.ChatCompletion {
  const prompt = tokens.fresh + tokens.cacheRead
  const completion = written.outputTokens * question.choices
  return {
    id: idOf('chatcmpl-', n),
    object: 'chat.completion',
    created: EPOCH_SECONDS,
    model: question.model,
    choices: Array.from({ length: question.choices }, (_, index) =>
      renderChoice(index, n, question, written),
    ),
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: tokens.cacheRead, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
  }
}

function renderChoice(index: number, n: number, question: Question, { text, end }: Written): Choice {
  const message = { role: 'assistant' as const, content: null, refusal: null }
  // A function that was named ends with `stop`, one that was merely required with `tool_calls`.
  const done = question.tool !== null && question.body.tool_choice === 'required' ? 'tool_calls' : 'stop'
  const base = {
    index,
    logprobs: null,
    finish_reason: end === 'truncated' ? ('length' as const) : done,
  } as const
  if (end === 'refused') return { ...base, finish_reason: 'stop', message: { ...message, refusal: text } }
  if (question.tool === null) return { ...base, message: { ...message, content: text } }
  const called = { name: question.tool, arguments: text }
  return {
    ...base,
    message: { ...message, tool_calls: [{ id: idOf('call_', n), type: 'function', function: called }] },
  }
}

function typeOf(status: number): string {
  if (status === 429) return 'requests'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}
