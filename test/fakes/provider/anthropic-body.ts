import { z } from 'zod'

const Schema = z.record(z.string(), z.unknown())
const CacheControl = z
  .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
  .nullish()
const TextBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  cache_control: CacheControl,
  citations: z.unknown().optional(),
})
const Content = z.union([z.string().min(1), z.array(TextBlock).min(1)])
const Tool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().optional(),
  input_schema: Schema,
  strict: z.boolean().optional(),
  cache_control: CacheControl,
})
const ToolChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), disable_parallel_tool_use: z.boolean().optional() }),
  z.strictObject({ type: z.literal('any'), disable_parallel_tool_use: z.boolean().optional() }),
  z.strictObject({
    type: z.literal('tool'),
    name: z.string(),
    disable_parallel_tool_use: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('none') }),
])
const Format = z.strictObject({ type: z.literal('json_schema'), schema: Schema })
/** Known to the API, and of no effect here. */
const Ignored = z.unknown().optional()

/** The body of POST /v1/messages, as far as a judge needs it; streaming is not imitated. */
export const AnthropicBody = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant', 'system']), content: Content }))
    .min(1),
  system: z.union([z.string(), z.array(TextBlock)]).optional(),
  cache_control: CacheControl,
  output_config: z.strictObject({ format: Format.nullish(), effort: z.unknown().optional() }).optional(),
  tools: z.array(Tool).optional(),
  tool_choice: ToolChoice.optional(),
  temperature: z.number().min(0).max(1).optional(),
  stream: z.literal(false).optional(),
  metadata: Ignored,
  service_tier: Ignored,
  stop_sequences: Ignored,
  thinking: Ignored,
  top_k: Ignored,
  top_p: Ignored,
})
export type AnthropicBody = z.infer<typeof AnthropicBody>
