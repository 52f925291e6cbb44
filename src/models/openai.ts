import { makeProvider } from './make-provider.ts'
import { openAiBody } from './openai-body.ts'
import { makeOpenAiClient } from './openai-client.ts'
import { readOpenAiReply } from './openai-reply.ts'
import { openAiSchema } from './openai-schema.ts'
import type { Provider } from './provider.ts'
import type { ProviderOptions } from './provider-options.ts'
import { SchemaMode } from './schema-mode.ts'

/** Chat completions of OpenAI or of a compatible server, bound by the strictest schema that it takes. */
export function makeOpenAiProvider(options: ProviderOptions): Provider {
  const client = makeOpenAiClient(options)
  return makeProvider(
    {
      provider: 'openai',
      modes: SchemaMode.options,
      prepare: openAiSchema,
      async exchange(request, dialect, signal) {
        const body = openAiBody(request, options.model, dialect)
        return readOpenAiReply(await client.chat.completions.create(body, { signal }))
      },
    },
    options,
  )
}
