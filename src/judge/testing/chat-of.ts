import { NO_USAGE } from '../../domain/usage.ts'
import type { ChatModel, ChatReply, ChatRequest } from '../chat-model.ts'

export interface TestChat extends ChatModel {
  requests: ChatRequest[]
}

/** What a scripted model says: an object becomes JSON, a text stands as it is. */
export type Script = (request: ChatRequest, index: number) => object | string | { outcome: string }

const USAGE = { ...NO_USAGE, requests: 1, inputTokens: 1000, outputTokens: 100, costUsd: 0.01 }

/** A model that answers by a script. */
export function chatOf(script: Script): TestChat {
  const requests: ChatRequest[] = []
  return {
    provider: 'test',
    model: 'scripted',
    params: { temperature: 0 },
    requests,
    async ask(request) {
      requests.push(request)
      const said = script(request, requests.length - 1)
      return replyOf(said)
    },
  }
}

export function replyOf(said: object | string): ChatReply {
  const common = { usage: USAGE, latencyMs: 5, sent: {} }
  if (typeof said === 'string') return { ...common, outcome: 'complete', text: said }
  if (!('outcome' in said)) return { ...common, outcome: 'complete', text: JSON.stringify(said) }
  switch (said.outcome) {
    case 'truncated':
      return { ...common, outcome: 'truncated', text: '{"criteria": [' }
    case 'refused':
      return { ...common, outcome: 'refused', why: 'no' }
    case 'budget_spent':
      return { ...common, usage: NO_USAGE, outcome: 'budget_spent' }
    default:
      return { ...common, usage: NO_USAGE, outcome: 'provider_error', why: 'down' }
  }
}
