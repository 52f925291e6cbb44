import { z } from 'zod'
import type { ChatRequest } from '../judge/chat-model.ts'
import type { TokenPrice } from './price-tokens.ts'
import type { TokenUsage } from './provider.ts'

/** For what a provider puts round the texts of a request: roles, separators, how to follow the schema. */
const OVERHEAD_TOKENS = 500

const schemaBytes = new WeakMap<z.ZodType, number>()

/**
 * The most that a request can cost in USD. Every token of these models' tokenizers stands for a byte at least, so a
 * text has no more tokens than bytes; an estimate would be closer, and could be too low.
 */
export function mostCost(
  { stable, varying, schema, maxOutputTokens }: ChatRequest,
  price: (tokens: TokenUsage) => TokenPrice,
): number {
  const inputTokens = bytesOf(stable) + bytesOf(varying) + bytesOfSchema(schema) + OVERHEAD_TOKENS
  const plain = { inputTokens, cachedTokens: 0, cacheWriteTokens: 0, outputTokens: maxOutputTokens }
  const written = { ...plain, cacheWriteTokens: inputTokens }
  return Math.max(price(plain).costUsd, price(written).costUsd)
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

function bytesOfSchema(schema: z.ZodType): number {
  const known = schemaBytes.get(schema)
  if (known !== undefined) return known
  const bytes = bytesOf(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' })))
  schemaBytes.set(schema, bytes)
  return bytes
}
