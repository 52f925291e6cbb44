import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { ChatRequest } from '../judge/chat-model.ts'
import { type OpenAiSchema, openAiSchema } from './openai-schema.ts'
import type { Dialect } from './schema-mode.ts'
import words from './schema-mode-words.json' with { type: 'json' }

/** The body of one request, live or in a batch. What is the same for many conversations stands first. */
export function openAiBody(
  request: ChatRequest,
  model: string,
  dialect: Dialect,
): ChatCompletionCreateParamsNonStreaming {
  const schema = openAiSchema(request.schema)
  const system =
    dialect.schemaMode === 'json_object' ? `${request.stable}\n\n${schema.inWords}` : request.stable
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: request.varying },
    ],
    ...(dialect.temperature && { temperature: 0 }),
    [dialect.maxTokens]: request.maxOutputTokens,
    ...binding(schema, dialect),
  }
}

function binding(
  { format, schema }: OpenAiSchema,
  { schemaMode }: Dialect,
): Partial<ChatCompletionCreateParamsNonStreaming> {
  if (schemaMode === 'json_schema') return { response_format: format }
  if (schemaMode === 'json_object') return { response_format: { type: 'json_object' } }
  const name = words.schemaName
  return {
    tools: [{ type: 'function', function: { name, description: words.toolDescription, parameters: schema } }],
    tool_choice: { type: 'function', function: { name } },
  }
}
