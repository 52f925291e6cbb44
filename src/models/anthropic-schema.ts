import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import type { JSONOutputFormat } from '@anthropic-ai/sdk/resources/messages'
import type { z } from 'zod'

const made = new WeakMap<z.ZodType, JSONOutputFormat>()

/** The output format that binds a reply, made once per zod schema. @throws Error where the schema has no such form */
export function anthropicSchema(zodSchema: z.ZodType): JSONOutputFormat {
  const known = made.get(zodSchema)
  if (known !== undefined) return known
  const { type, schema } = zodOutputFormat(zodSchema)
  made.set(zodSchema, { type, schema })
  return { type, schema }
}
