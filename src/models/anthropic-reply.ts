import { z } from 'zod'
import type { ReadReply } from './openai-reply.ts'
import { ProviderFailure, type TokenUsage } from './provider.ts'
import { stripCodeFence } from './strip-code-fence.ts'

const Count = z.number().min(0).transform(Math.trunc).nullish().catch(null)
const Message = z.object({
  content: z.array(
    z.object({ type: z.string(), text: z.string().optional(), input: z.unknown().optional() }),
  ),
  stop_reason: z.string().nullish(),
  stop_details: z
    .object({ category: z.string().nullish(), explanation: z.string().nullish() })
    .nullish()
    .catch(null),
  usage: z
    .object({
      input_tokens: Count,
      cache_read_input_tokens: Count,
      cache_creation_input_tokens: Count,
      output_tokens: Count,
    })
    .nullish(),
})
type Message = z.infer<typeof Message>

const CUT_SHORT = ['max_tokens', 'model_context_window_exceeded']

/**
 * Reads the body of a message: why it ended before what it says.
 * @throws ProviderFailure `server` where it is no message
 */
export function readAnthropicReply(body: unknown): ReadReply {
  const read = Message.safeParse(body)
  if (!read.success) throw new ProviderFailure('server', 'the answer is not a message', 200)
  const { stop_reason, stop_details } = read.data
  const counted = countTokens(read.data)
  if (stop_reason === 'refusal') {
    const why = stop_details?.explanation ?? stop_details?.category
    return { ...counted, outcome: 'refused', why: why ?? 'the model refused without a reason' }
  }
  const text = textOf(read.data)
  return CUT_SHORT.includes(stop_reason ?? '')
    ? { ...counted, outcome: 'truncated', text }
    : { ...counted, outcome: 'complete', text: stripCodeFence(text) }
}

/** What the called tool was given, else all text. */
function textOf({ content }: Message): string {
  const called = content.find(({ type }) => type === 'tool_use')
  if (called !== undefined) return JSON.stringify(called.input ?? {})
  return content.map(({ type, text = '' }) => (type === 'text' ? text : '')).join('')
}

/** Anthropic counts input that was neither read from its cache nor written to it; the port counts all. */
function countTokens({ usage }: Message): { tokens: TokenUsage; usageKnown: boolean } {
  const cachedTokens = usage?.cache_read_input_tokens ?? 0
  const cacheWriteTokens = usage?.cache_creation_input_tokens ?? 0
  return {
    tokens: {
      inputTokens: (usage?.input_tokens ?? 0) + cachedTokens + cacheWriteTokens,
      cachedTokens,
      cacheWriteTokens,
      outputTokens: usage?.output_tokens ?? 0,
    },
    usageKnown: typeof usage?.input_tokens === 'number' && typeof usage.output_tokens === 'number',
  }
}
