import { z } from 'zod'
import type { ChatRequest } from '../../judge/chat-model.ts'
import type { ModelFacts } from '../../judge/model-facts.ts'
import { makeModelFacts } from '../model-facts.ts'
import { ProviderFailure } from '../provider.ts'
import type { ProviderOptions } from '../provider-options.ts'

export const Reply = z.strictObject({
  acts: z.array(
    z.strictObject({
      act: z.enum(['apology']),
      turn: z.int(),
      speaker: z.enum(['agent']),
      quote: z.string(),
    }),
  ),
  criteria: z.array(
    z.strictObject({
      id: z.enum(['empathy', 'no_blame']),
      evidence: z.array(z.strictObject({ turn: z.int(), speaker: z.string(), quote: z.string() })),
      reasoning: z.string(),
      verdict: z.enum(['pass', 'fail', 'not_applicable', 'cannot_tell']),
      confidence: z.number(),
    }),
  ),
})

const TURNS = '[1] customer: "我的快递三天没动了，急死人"\n[2] agent: "非常抱歉让您久等，我马上为您查询。"'

/** A question about a conversation, told from others by `n`. */
export function requestOf(n = 1, more: Partial<ChatRequest> = {}): ChatRequest {
  return {
    hash: n.toString(16).padStart(64, '0'),
    stable: 'Grade the conversation by the scorecard. '.repeat(200),
    varying: `<transcript>\n${TURNS}\n</transcript>\nConversation ${n}.`,
    schema: Reply,
    maxOutputTokens: 900,
    asked: [],
    ...more,
  }
}

export const KEY = 'sk-test-0123456789abcdef'

/** Options of a provider at this address, and what it logs. */
export function optionsFor(baseUrl: string, facts: ModelFacts = makeModelFacts()) {
  const logged: string[] = []
  const note = (message: unknown) => void logged.push(String(message))
  const options: ProviderOptions = {
    apiKey: KEY,
    baseUrl,
    model: 'test-model',
    facts,
    log: { info: note, warn: note },
    timeoutMs: 20_000,
    now: () => Date.UTC(2026, 0, 5, 12, 0, 0),
  }
  return { options, logged }
}

/** The failure that a promise rejects with. */
export async function failureOf(asked: Promise<unknown>): Promise<ProviderFailure> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProviderFailure)) throw new Error(`no ProviderFailure but ${String(error)}`)
  return error
}

/** A body of which so much comes, and then nothing. */
export function stalledBody(text: string): Response {
  const start = (controller: ReadableStreamDefaultController) =>
    controller.enqueue(new TextEncoder().encode(text))
  return new Response(new ReadableStream({ start }), {
    headers: { 'content-type': 'application/octet-stream' },
  })
}
