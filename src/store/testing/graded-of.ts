import type { Verdict } from '../../domain/finding.ts'
import type { Grade } from '../../domain/grade.ts'
import { findingOf } from '../../domain/testing/finding-of.ts'
import type { Transcript } from '../../domain/transcript.ts'
import type { Chunk, GradedConversation } from '../../services/ports.ts'

/** What a test says of a grade; everything else is filled in. */
export interface GradedOf {
  agents?: string[]
  channel?: Transcript['channel']
  startedAt?: string
  scorecard?: string
  passed?: boolean | null
  text?: string
  verdicts?: Record<string, Verdict>
  total?: number
}

/** A conversation and its grade; the same number gives the same ids, hash and grade key. */
export function gradedOf(number: number, given: GradedOf = {}): GradedConversation {
  const { channel = 'chat', startedAt, text = '您好', verdicts = { greeting: 'pass' } } = given
  const { agents = ['agent-1'], scorecard = 'card', passed = true, total = 80 } = given
  const transcript: Transcript = {
    id: `c-${number}`,
    channel,
    language: 'zh-CN',
    ...(startedAt === undefined ? {} : { startedAt }),
    turns: [{ id: 1, role: 'agent', text }],
  }
  const grade: Grade = {
    id: `g-${number}`,
    gradeKey: `key-${number}`,
    transcriptId: transcript.id,
    conversation: { channel, language: 'zh-CN', stage: null, startedAt: startedAt ?? null },
    agents: agents.map((id) => ({ id, name: null, team: null })),
    marks: null,
    findings: Object.entries(verdicts).map(([criterion, verdict]) =>
      findingOf({
        ...{ criterion, verdict, rationale: text, by: 'check' },
        reason: verdict === 'unscored' ? 'no_judge' : null,
      }),
    ),
    sections: [],
    contributions: [],
    total,
    totalReason: null,
    totalIfConfirmed: null,
    bounds: [total, total],
    coverage: 1,
    passed,
    redLines: [],
    review: { needed: false, reasons: [] },
    provenance: {
      contentHash: `hash-${number}`,
      scorecard: { id: scorecard, version: 1, hash: 'card-hash' },
      checksRevision: '1',
      judge: 'none',
      model: null,
      promptHash: null,
      params: {},
      certificate: null,
      asOf: '2026-05-11T10:00:00Z',
      gradedAt: '2026-05-11T10:00:00Z',
      software: 'test',
    },
    usage: { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0, savedUsd: 0 },
    history: [],
  }
  return { transcript, grade }
}

export function chunkOf(graded: GradedConversation[], rest: Partial<Chunk> = {}): Chunk {
  return { batchId: null, items: [], graded, regraded: [], ...rest }
}
