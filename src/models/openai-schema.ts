import { zodResponseFormat } from 'openai/helpers/zod'
import type { ResponseFormatJSONSchema } from 'openai/resources/shared'
import type { z } from 'zod'
import words from './schema-mode-words.json' with { type: 'json' }

export interface OpenAiSchema {
  /** For `response_format`. */
  format: ResponseFormatJSONSchema
  schema: Record<string, unknown>
  /** For the end of the instructions, where the server has no strict schema. */
  inWords: string
}

const made = new WeakMap<z.ZodType, OpenAiSchema>()

/**
 * The strict JSON schema of a reply, made once per zod schema.
 * @throws Error where the schema has no strict form, such as an optional field
 */
export function openAiSchema(zodSchema: z.ZodType): OpenAiSchema {
  const known = made.get(zodSchema)
  if (known !== undefined) return known
  const { json_schema } = zodResponseFormat(zodSchema, words.schemaName)
  const schema = json_schema.schema ?? {}
  const format: ResponseFormatJSONSchema = { type: 'json_schema', json_schema }
  const inWords = words.jsonObject.replace('{schema}', () => JSON.stringify(schema))
  const fresh = { format, schema, inWords }
  made.set(zodSchema, fresh)
  return fresh
}
