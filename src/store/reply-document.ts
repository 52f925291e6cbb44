import { z } from 'zod'
import { Usage } from '../domain/usage.ts'
import type { ChatReply } from '../judge/chat-model.ts'

const common = {
  usage: Usage,
  latencyMs: z.number(),
  sent: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
}
const Stored: z.ZodType<ChatReply> = z.discriminatedUnion('outcome', [
  z.object({ ...common, outcome: z.enum(['complete', 'truncated']), text: z.string() }),
  z.object({ ...common, outcome: z.enum(['refused', 'provider_error']), why: z.string() }),
  z.object({ ...common, outcome: z.enum(['budget_spent', 'deferred']) }),
])

/** A model's reply from its stored JSON. @throws ZodError where the text is none. */
export function readReply(document: string): ChatReply {
  return Stored.parse(JSON.parse(document))
}
