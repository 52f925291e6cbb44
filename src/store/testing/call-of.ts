import type { Finding } from '../../domain/finding.ts'
import { findingOf } from '../../domain/testing/finding-of.ts'
import { NO_USAGE, type Usage } from '../../domain/usage.ts'
import type { ChatReply } from '../../judge/chat-model.ts'
import type { Call } from '../../judge/judgment-memory.ts'

export function usageOf(given: Partial<Usage> = {}): Usage {
  return { ...NO_USAGE, requests: 1, inputTokens: 100, outputTokens: 10, costUsd: 0.5, ...given }
}

export function replyOf(
  text: string,
  usage: Usage = usageOf(),
): Extract<ChatReply, { outcome: 'complete' | 'truncated' }> {
  return { outcome: 'complete', text, usage, latencyMs: 12.5, sent: { temperature: null } }
}

/** A call that verified; everything that a test does not say is filled in. */
export function callOf(requestHash: string, given: Partial<Call> = {}): Call {
  const { reply = replyOf(`reply to ${requestHash}`) } = given
  return {
    requestHash,
    transcriptId: 'c-1',
    contentHash: 'hash-1',
    batchId: null,
    provider: 'openai',
    model: 'm',
    outcome: 'verified',
    shares: { tone: reply.usage },
    ...given,
    reply,
  }
}

export function judgedFinding(criterion: string, given: Partial<Finding> = {}): Finding {
  return findingOf({
    criterion,
    verdict: 'fail',
    rationale: 'it stands there',
    evidence: [{ turn: 2, start: 0, end: 2, quote: '您好' }],
    agentId: 'agent-1',
    confidence: { raw: 0.9, calibrated: null },
    company: 'asked-together',
    ...given,
  })
}
