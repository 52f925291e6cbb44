import { z } from 'zod'
import type { ChatRequest } from '../../judge/chat-model.ts'

const SCHEMA = z.strictObject({ verdict: z.enum(['pass', 'fail']) })

/** A small request; named fields are replaced. */
export function requestOf(fields: Partial<ChatRequest> = {}): ChatRequest {
  return {
    hash: 'h',
    stable: 'How to judge.',
    varying: '您好，订单什么时候到？',
    schema: SCHEMA,
    maxOutputTokens: 1000,
    asked: [{ id: 'a', length: 4 }],
    ...fields,
  }
}
