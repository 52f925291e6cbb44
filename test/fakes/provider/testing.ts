import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type FakeProvider, startProvider } from '../provider.ts'
import type { ProviderOptions } from './options.ts'

const Place = { turn: z.int(), speaker: z.enum(['customer', 'agent', 'bot', 'system']), quote: z.string() }
const Criterion = z.strictObject({
  id: z.enum(['empathy', 'no_blame', 'alternative']),
  evidence: z.array(z.strictObject(Place)),
  reasoning: z.string(),
  verdict: z.enum(['pass', 'fail', 'not_applicable', 'cannot_tell']),
  level: z.number().nullable(),
  confidence: z.number(),
})
/** The reply that the tests ask for. */
export const Judgment = z.strictObject({
  acts: z.array(z.strictObject({ act: z.enum(['apology']), ...Place })),
  criteria: z.array(Criterion),
})

export const TURNS = [
  { turn: 1, role: 'customer', text: '我的快递三天没动了，急死人' },
  { turn: 2, role: 'agent', text: '非常抱歉让您久等，我马上为您查询。' },
  { turn: 3, role: 'customer', text: '快一点 "please"' },
  { turn: 4, role: 'agent', text: 'It left the depot today: you will have it tomorrow.' },
]
export const PROMPT = [
  'Grade what stands between <transcript> and </transcript> as JSON.',
  '<transcript>',
  ...TURNS.map(
    ({ turn, role, text }) =>
      `[${turn}] ${role}${role === 'agent' ? ' (小林)' : ''}: ${JSON.stringify(text)}`,
  ),
  '</transcript>',
].join('\n')

/** A provider that is closed when the test ends, and both real SDKs pointed at it. */
export async function startWithClients(options: ProviderOptions = {}) {
  const provider: FakeProvider = await startProvider(options)
  onTestFinished(() => provider.close())
  return {
    provider,
    openai: new OpenAI({ apiKey: 'key', baseURL: provider.openaiBaseUrl, maxRetries: 0 }),
    anthropic: new Anthropic({ apiKey: 'key', baseURL: provider.anthropicBaseUrl, maxRetries: 0 }),
  }
}

export function readJudgment(text: string | null | undefined) {
  return Judgment.parse(JSON.parse(text ?? ''))
}

/** What an SDK rejects with; the test fails where it does not. */
export async function failureOf(asked: PromiseLike<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('the request succeeded')
  return Object.fromEntries(
    ['name', 'message', 'status', 'param', 'code', 'type', 'error', 'headers'].map((key) => [
      key,
      Reflect.get(error, key),
    ]),
  )
}
