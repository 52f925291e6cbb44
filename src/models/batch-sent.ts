import { z } from 'zod'
import type { ChatReply, ChatRequest } from '../judge/chat-model.ts'
import type { JsonValue, ModelFacts } from '../judge/model-facts.ts'
import type { ModelLog } from './provider-options.ts'
import { type Dialect, sentParameters } from './schema-mode.ts'

const Sent = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** Keeps with which parameters a batch was sent: its answers do not say, and may come to another process. */
export async function rememberSent(
  { facts, log }: { facts: ModelFacts; log: ModelLog },
  batchId: string,
  requests: readonly ChatRequest[],
  dialect: Dialect,
): Promise<void> {
  const [first] = requests
  if (first === undefined) return
  const { maxOutputTokens, ...shared } = sentParameters(first, dialect)
  const same = requests.every((request) => request.maxOutputTokens === first.maxOutputTokens)
  const sent: Record<string, JsonValue> = same
    ? { ...shared, maxOutputTokens: maxOutputTokens ?? null }
    : shared
  await facts
    .remember(keyOf(batchId), sent)
    .catch((error) =>
      log.warn(`the parameters of batch ${batchId} could not be remembered: ${String(error)}`),
    )
}

/** Empty where nothing is known. */
export async function recallSent(facts: ModelFacts, batchId: string): Promise<ChatReply['sent']> {
  return Sent.catch({}).parse(await facts.recall(keyOf(batchId)))
}

function keyOf(batchId: string): string {
  return `batch ${batchId}`
}
