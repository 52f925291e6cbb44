import type { Finding } from '../domain/finding.ts'
import type { Usage } from '../domain/usage.ts'
import type { ChatReply } from './chat-model.ts'

/** One request to a model and what came of it: kept whatever came. */
export interface Call {
  requestHash: string
  transcriptId: string
  contentHash: string
  /** null where the conversation belongs to no batch. */
  batchId: string | null
  provider: string
  model: string
  /** `verified`: everything that was asked stands in it. No other call's reply is used again. */
  outcome: 'verified' | 'truncated' | 'refused' | 'provider_error' | 'unreadable' | 'evidence_not_found'
  /** As it came, personal data still replaced. */
  reply: ChatReply
  /** The reply's usage shared out among the criteria that were asked. */
  shares: Record<string, Usage>
}

/** A finding that may stand in for asking again. */
export interface RememberedFinding {
  /** SHA-256 of conversation, question, prompt, model and parameters. */
  key: string
  /** Verified, and never unscored. */
  finding: Finding
}

/** What a judge with a model behind it keeps between runs. */
export interface JudgmentMemory {
  /** The findings that are remembered under these keys. */
  findings(keys: readonly string[]): Promise<Map<string, Finding>>
  /**
   * Replies to these requests that verified, or that came in a provider's batch and were not read yet (`fresh`: their
   * usage counts for whoever reads them first).
   */
  replies(requestHashes: readonly string[]): Promise<Map<string, { reply: ChatReply; fresh: boolean }>>
  /** Resolves once call and findings are committed, together. */
  keep(call: Call, findings: readonly RememberedFinding[]): Promise<void>
  /** Findings that took several replies. */
  remember(findings: readonly RememberedFinding[]): Promise<void>
}
