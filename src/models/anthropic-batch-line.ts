import { z } from 'zod'
import type { BatchAnswer } from '../judge/batch-provider.ts'
import type { ChatReply } from '../judge/chat-model.ts'
import { readAnthropicReply } from './anthropic-reply.ts'
import { type BatchProviderOptions, batchAnswer } from './batch-call.ts'
import { readFailureDetails } from './read-failure-details.ts'

const Line = z.object({
  custom_id: z.string(),
  result: z.object({ type: z.string(), message: z.unknown().optional(), error: z.unknown().optional() }),
})

/** One line of a batch's results; null where it is none. */
export function readAnthropicBatchLine(
  value: unknown,
  sent: ChatReply['sent'],
  priceOf: BatchProviderOptions['priceOf'],
): BatchAnswer | null {
  const line = Line.safeParse(value)
  if (!line.success) return null
  const { custom_id: requestHash, result } = line.data
  if (result.type === 'succeeded')
    return batchAnswer(requestHash, () => readAnthropicReply(result.message), sent, priceOf)
  return { requestHash, reply: null, failure: explain(result) }
}

function explain({ type, error }: z.infer<typeof Line>['result']): string {
  if (type === 'expired') return 'expired: the provider did not come to it within a day'
  if (type === 'canceled') return 'canceled: the batch was stopped before it was asked'
  // Not in the provider's words: they may quote the conversation, which is not at hand to be told from them.
  return readFailureDetails({ error }).code ?? type
}
