import type OpenAI from 'openai'
import { z } from 'zod'
import type { BatchAnswer } from '../judge/batch-provider.ts'
import type { ChatReply } from '../judge/chat-model.ts'
import { type BatchProviderOptions, batchAnswer } from './batch-call.ts'
import { readOpenAiReply } from './openai-reply.ts'
import { readFailureDetails } from './read-failure-details.ts'
import { hideSecrets } from './read-failure-secrets.ts'

const Line = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown().optional() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

/** One line of a batch's files; null where it is none. `failed`: why nothing of the whole batch was answered. */
export function readOpenAiBatchLine(
  value: unknown,
  failed: string | null,
  sent: ChatReply['sent'],
  priceOf: BatchProviderOptions['priceOf'],
): BatchAnswer | null {
  const line = Line.safeParse(value)
  if (!line.success) return null
  const { custom_id: requestHash, response, error } = line.data
  if (failed !== null) return { requestHash, reply: null, failure: failed }
  if (response && response.status_code < 300)
    return batchAnswer(requestHash, () => readOpenAiReply(response.body), sent, priceOf)
  const said = response ? readFailureDetails({ error: response.body }) : null
  // Not in the provider's words: they may quote the conversation, which is not at hand to be told from them.
  const status = response ? `HTTP ${response.status_code}` : (error?.code ?? 'error')
  const about = [said?.code, said?.param].filter((part) => part)
  return { requestHash, reply: null, failure: about.length > 0 ? `${status} [${about.join(', ')}]` : status }
}

/** Why a batch failed before any of its requests was asked. */
export function explainOpenAiBatch({ errors }: OpenAI.Batch): string {
  const reasons = (errors?.data ?? []).map(({ code, message }) => `${message ?? code ?? 'no reason'}`)
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : ''
  return `the batch was refused: ${brief(reasons[0] ?? 'the provider gives no reason')}${more}`
}

function brief(message: string): string {
  return hideSecrets(message, { apiKey: '', conversation: '' })
}
