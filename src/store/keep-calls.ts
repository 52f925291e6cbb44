import type { Call } from '../judge/judgment-memory.ts'
import type { Value, Work } from './db.ts'
import type { Tables } from './tables.ts'

/** What one `keep` puts down: a call, or none, and its findings as JSON by their keys. */
export interface Kept {
  call: { requestHash: string; row: Value[] } | null
  findings: readonly (readonly [key: string, doc: string])[]
  at: string
}

const CALL_VALUES: Record<string, (call: Call, at: string) => Value> = {
  request_hash: ({ requestHash }) => requestHash,
  transcript_id: ({ transcriptId }) => transcriptId,
  content_hash: ({ contentHash }) => contentHash,
  batch_id: ({ batchId }) => batchId,
  day: (_call, at) => at.slice(0, 10),
  at: (_call, at) => at,
  provider: ({ provider }) => provider,
  model: ({ model }) => model,
  outcome: ({ outcome }) => outcome,
  requests: ({ reply }) => reply.usage.requests,
  input_tokens: ({ reply }) => reply.usage.inputTokens,
  cached_tokens: ({ reply }) => reply.usage.cachedTokens,
  output_tokens: ({ reply }) => reply.usage.outputTokens,
  cost_usd: ({ reply }) => reply.usage.costUsd,
  saved_usd: ({ reply }) => reply.usage.savedUsd,
  latency_ms: ({ reply }) => reply.latencyMs,
  shares: ({ shares }) => JSON.stringify(shares),
  reply: ({ reply }) => JSON.stringify(reply),
}

export function callRow(call: Call, at: string): Value[] {
  return Object.values(CALL_VALUES).map((value) => value(call, at))
}

/** Calls and findings in one transaction; answers that these calls read wait for nobody any more. */
export function* keepCalls({ calls, judgements, answers }: Tables, kept: readonly Kept[]): Work {
  const called = kept.flatMap(({ call }) => call ?? [])
  if (called.length > 0) {
    const rows = called.map(({ row }) => row)
    yield { insertInto: calls, columns: Object.keys(CALL_VALUES), rows, onConflict: 'leave' }
    const read = called.map(({ requestHash }) => [requestHash])
    yield { deleteFrom: answers, columns: ['request_hash'], rows: read }
  }
  // One statement may write a key once only, and two programs that write in one order lock each other out less.
  const found = new Map(
    kept.flatMap(({ findings, at }) => findings.map(([key, doc]) => [key, [key, doc, at]])),
  )
  const rows = [...found.keys()].sort().map((key) => found.get(key) ?? [])
  if (rows.length === 0) return
  const onConflict = { key: ['key'], update: ['doc', 'at'] }
  yield { insertInto: judgements, columns: ['key', 'doc', 'at'], rows, onConflict }
}
