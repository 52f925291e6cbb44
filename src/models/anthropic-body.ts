import type { JSONOutputFormat, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages'
import type { ChatRequest } from '../judge/chat-model.ts'
import { anthropicSchema } from './anthropic-schema.ts'
import type { Dialect, SchemaMode } from './schema-mode.ts'
import words from './schema-mode-words.json' with { type: 'json' }

export const ANTHROPIC_MODES: readonly SchemaMode[] = ['json_schema', 'tool']

/** The body of one request, live or in a batch. The provider caches it up to the end of the instructions. */
export function anthropicBody(
  request: ChatRequest,
  model: string,
  dialect: Dialect,
): MessageCreateParamsNonStreaming {
  return {
    model,
    max_tokens: request.maxOutputTokens,
    ...(dialect.temperature && { temperature: 0 }),
    system: [{ type: 'text', text: request.stable, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: request.varying }],
    ...binding(anthropicSchema(request.schema), dialect),
  }
}

function binding(
  format: JSONOutputFormat,
  { schemaMode }: Dialect,
): Partial<MessageCreateParamsNonStreaming> {
  if (schemaMode !== 'tool') return { output_config: { format } }
  const name = words.schemaName
  return {
    tools: [{ name, description: words.toolDescription, input_schema: { ...format.schema, type: 'object' } }],
    tool_choice: { type: 'tool', name },
  }
}
