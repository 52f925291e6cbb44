import { z } from 'zod'

const Schema = z.record(z.string(), z.unknown())
const Name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/)
const Text = z.union([z.string(), z.array(z.looseObject({ type: z.literal('text'), text: z.string() }))])
const Format = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: Name,
      description: z.string().optional(),
      strict: z.boolean().nullish(),
      schema: Schema,
    }),
  }),
])
const Tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: Name,
    description: z.string().optional(),
    strict: z.boolean().nullish(),
    parameters: Schema.optional(),
  }),
})
const ToolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: Name }) }),
])
/** Known to the API, and of no effect here. */
const Ignored = z.unknown().optional()

/** The body of POST /v1/chat/completions, as far as a judge needs it; streaming is not imitated. */
export const OpenAiBody = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.looseObject({ role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']), content: Text }),
    )
    .min(1),
  response_format: Format.optional(),
  tools: z.array(Tool).min(1).optional(),
  tool_choice: ToolChoice.optional(),
  n: z.int().min(1).max(128).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  seed: z.int().nullish(),
  stream: z.literal(false).nullish(),
  frequency_penalty: Ignored,
  logit_bias: Ignored,
  metadata: Ignored,
  parallel_tool_calls: Ignored,
  presence_penalty: Ignored,
  prompt_cache_key: Ignored,
  prompt_cache_retention: Ignored,
  reasoning_effort: Ignored,
  safety_identifier: Ignored,
  service_tier: Ignored,
  stop: Ignored,
  store: Ignored,
  top_p: Ignored,
  user: Ignored,
  verbosity: Ignored,
})
export type OpenAiBody = z.infer<typeof OpenAiBody>
