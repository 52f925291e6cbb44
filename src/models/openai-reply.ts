import { z } from 'zod'
import { ProviderFailure, type TokenUsage } from './provider.ts'
import { stripCodeFence } from './strip-code-fence.ts'

const Count = z.number().min(0).transform(Math.trunc).nullish().catch(null)
const Text = z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]).nullish()
const Message = z.object({
  content: Text,
  refusal: z.string().nullish(),
  tool_calls: z.array(z.object({ function: z.object({ arguments: z.string() }).optional() })).nullish(),
})
const Completion = z.object({
  choices: z.array(z.object({ finish_reason: z.string().nullish(), message: Message.nullish() })).nullish(),
  usage: z
    .object({
      prompt_tokens: Count,
      completion_tokens: Count,
      prompt_tokens_details: z.object({ cached_tokens: Count }).nullish().catch(null),
      /** DeepSeek's name for cached tokens. */
      prompt_cache_hit_tokens: Count,
    })
    .nullish(),
  error: z.object({ message: z.string() }).nullish().catch(null),
})
type Completion = z.infer<typeof Completion>

/** A reply as one of the providers' APIs gave it, before it is known how it was asked for. */
export type ReadReply = { tokens: TokenUsage; usageKnown: boolean } & (
  | { outcome: 'complete' | 'truncated'; text: string }
  | { outcome: 'refused'; why: string }
)

/** DeepSeek's word for a reply that the server broke off, and OpenRouter's. */
const BROKEN_OFF = ['insufficient_system_resource', 'error']

/**
 * Reads the body of a chat completion: why it ended before what it says.
 * @throws ProviderFailure `server` where it is no chat completion
 */
export function readOpenAiReply(body: unknown): ReadReply {
  const read = Completion.safeParse(typeof body === 'string' ? parseText(body) : body)
  if (!read.success) throw new ProviderFailure('server', 'the answer is not a chat completion', 200)
  const { choices, error } = read.data
  const choice = choices?.[0]
  if (choice === undefined && error)
    throw new ProviderFailure('server', 'the answer holds an error, not a chat completion', 200)
  const reason = choice?.finish_reason ?? 'stop'
  if (BROKEN_OFF.includes(reason))
    throw new ProviderFailure('server', `the reply was broken off: ${reason}`, 200)
  const counted = countTokens(read.data)
  const refusal = choice?.message?.refusal
  if (refusal) return { ...counted, outcome: 'refused', why: refusal }
  if (reason === 'content_filter')
    return { ...counted, outcome: 'refused', why: 'the provider’s content filter stopped the reply' }
  const text = textOf(choice?.message)
  return reason === 'length'
    ? { ...counted, outcome: 'truncated', text }
    : { ...counted, outcome: 'complete', text: stripCodeFence(text) }
}

function textOf(message: z.infer<typeof Message> | null | undefined): string {
  const called = message?.tool_calls?.[0]?.function?.arguments
  if (called !== undefined) return called
  const content = message?.content ?? ''
  return typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('')
}

function countTokens({ usage }: Completion): { tokens: TokenUsage; usageKnown: boolean } {
  const inputTokens = usage?.prompt_tokens ?? 0
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? usage?.prompt_cache_hit_tokens ?? 0
  return {
    tokens: {
      inputTokens,
      cachedTokens: Math.min(cached, inputTokens),
      cacheWriteTokens: 0,
      outputTokens: usage?.completion_tokens ?? 0,
    },
    usageKnown: typeof usage?.prompt_tokens === 'number' && typeof usage.completion_tokens === 'number',
  }
}

/** Some compatible servers send JSON under another content type, which the SDK hands on as text. */
function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
