import { ANTHROPIC_MODES, anthropicBody } from './anthropic-body.ts'
import { makeAnthropicClient } from './anthropic-client.ts'
import { readAnthropicReply } from './anthropic-reply.ts'
import { anthropicSchema } from './anthropic-schema.ts'
import { makeProvider } from './make-provider.ts'
import type { Provider } from './provider.ts'
import type { ProviderOptions } from './provider-options.ts'

/** Anthropic's messages, bound by an output format, else by a forced tool call. */
export function makeAnthropicProvider(options: ProviderOptions): Provider {
  const client = makeAnthropicClient(options)
  return makeProvider(
    {
      provider: 'anthropic',
      modes: ANTHROPIC_MODES,
      prepare: anthropicSchema,
      async exchange(request, dialect, signal) {
        // `messages.create` would print a warning for every request to a model that is being retired.
        const body = anthropicBody(request, options.model, dialect)
        return readAnthropicReply(await client.post('/v1/messages', { body, signal }))
      },
    },
    options,
  )
}
