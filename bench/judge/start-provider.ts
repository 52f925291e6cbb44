import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const program = fileURLToPath(new URL('./serve-provider.ts', import.meta.url))

export const ProviderOptions = z.strictObject({
  latencyMs: z.number(),
  /** Of all requests, the share whose text is kept, 0–1. */
  sampleShare: z.number(),
})
export type ProviderOptions = z.infer<typeof ProviderOptions>

const ProviderReport = z.object({
  stats: z.object({
    requests: z.int(),
    outcomes: z.record(z.string(), z.int()),
    maxInFlight: z.int(),
    promptTokens: z.int(),
    cachedTokens: z.int(),
  }),
  /** Time since the epoch at which the first request had been read; null where none came. */
  firstMs: z.number().nullable(),
  /** Schema and messages of some requests. */
  sample: z.array(z.string()),
})
export type ProviderReport = z.infer<typeof ProviderReport>

/** The fake provider in its own process. */
export interface RunningProvider {
  /** Ends in /v1. */
  baseUrl: string
  report(): Promise<ProviderReport>
  stop(): Promise<void>
}

export async function startProvider(options: ProviderOptions): Promise<RunningProvider> {
  const child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const { baseUrl } = z.object({ baseUrl: z.string() }).parse(await answerOf(child))
  return {
    baseUrl,
    async report() {
      const answer = answerOf(child)
      child.send('report')
      return ProviderReport.parse(await answer)
    },
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the fake provider ended with ${code}`)
  })
  const [message] = await Promise.race([once(child, 'message'), gone])
  return message
}
