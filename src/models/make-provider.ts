import type { z } from 'zod'
import type { ChatRequest } from '../judge/chat-model.ts'
import type { ReadReply } from './openai-reply.ts'
import type { Provider } from './provider.ts'
import { factsKey, type ProviderOptions } from './provider-options.ts'
import { readFailure } from './read-failure.ts'
import { type Dialect, type SchemaMode, sentParameters } from './schema-mode.ts'
import { makeDiscovery } from './schema-mode-discovery.ts'
import { withinTime } from './within-time.ts'

/** What tells one provider's API from another's. */
export interface ProviderApi {
  provider: string
  modes: readonly SchemaMode[]
  /** Makes what binds the reply, so that a schema without such a form is told before anything is sent. */
  prepare(schema: z.ZodType): unknown
  /** One exchange; throws what the SDK throws. */
  exchange(request: ChatRequest, dialect: Dialect, signal: AbortSignal): Promise<ReadReply>
}

/** One try at a request through a provider's API: in the dialect that the model takes, in time, failures named. */
export function makeProvider(api: ProviderApi, options: ProviderOptions): Provider {
  const { provider, modes } = api
  const { model, facts, log, timeoutMs, now = Date.now } = options
  const key = factsKey(provider, options)
  const discovery = makeDiscovery({ facts, key, modes, log })
  let usageMissed = false
  return {
    provider,
    model,
    params: { temperature: 0, schemaMode: 'json_schema' },
    async send(request, signal) {
      api.prepare(request.schema)
      try {
        return await discovery.speak(request.schema, signal, async (dialect) => {
          const { usageKnown, ...reply } = await withinTime(timeoutMs, signal, (limit) =>
            api.exchange(request, dialect, limit),
          )
          if (!usageKnown && !usageMissed)
            log.warn(`${key} does not count tokens: they and their cost are shown as 0`)
          usageMissed ||= !usageKnown
          return { ...reply, sent: sentParameters(request, dialect) }
        })
      } catch (error) {
        signal.throwIfAborted()
        throw readFailure(error, { ...options, provider, conversation: request.varying, now: now() })
      }
    },
  }
}
