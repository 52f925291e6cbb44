import { Finding } from '../../domain/finding.ts'
import { Grade } from '../../domain/grade.ts'
import type { Marks } from '../../domain/marks.ts'
import { findingOf as judgedFinding } from '../../domain/testing/finding-of.ts'
import { Transcript } from '../../domain/transcript.ts'
import type { MoodName } from '../marks-tally.ts'

/** What a check decided. */
export function findingOf(criterion: string, fields: Partial<Finding> = {}): Finding {
  return Finding.parse(judgedFinding({ criterion, by: 'check', standing: 'auto', ...fields }))
}

export const PROVENANCE: Grade['provenance'] = {
  contentHash: 'c',
  scorecard: { id: 'small', version: 1, hash: 'h' },
  checksRevision: 'r',
  judge: 'none',
  model: null,
  promptHash: null,
  params: {},
  certificate: null,
  asOf: '2026-06-17T00:00:00Z',
  gradedAt: '2026-06-17T00:00:00Z',
  software: 'touchstone test',
}

const VALUES = { upset: -0.6, neutral: 0, pleased: 0.6 }

export function marksOf(
  answer: Marks['needSolved']['answer'],
  start: MoodName | null = 'neutral',
  end: MoodName | null = 'neutral',
): Marks {
  const mood = (name: MoodName | null) => (name === null ? null : { answer: name, value: VALUES[name] })
  const probability = { yes: 0.9, no: 0.1, unclear: 0.5 }[answer]
  return { needSolved: { answer, probability }, mood: { start: mood(start), end: mood(end) } }
}

/** A grade of 80 by one agent; named fields are replaced. */
export function gradeOf(fields: Partial<Grade> = {}): Grade {
  return Grade.parse({
    id: 'g',
    gradeKey: 'k',
    transcriptId: 't',
    conversation: { channel: 'chat', language: 'en', stage: null, startedAt: null },
    agents: [{ id: 'a1', name: 'Ann', team: null }],
    marks: null,
    findings: [],
    sections: [],
    contributions: [],
    total: 80,
    totalReason: null,
    totalIfConfirmed: null,
    bounds: [80, 80],
    coverage: 1,
    passed: true,
    redLines: [],
    review: { needed: false, reasons: [] },
    provenance: PROVENANCE,
    usage: { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0, savedUsd: 0 },
    history: [],
    ...fields,
  })
}

export function transcriptOf(...texts: string[]): Transcript {
  return Transcript.parse({
    id: 't',
    channel: 'chat',
    language: 'en',
    turns: texts.map((text, index) => ({ id: index + 1, role: 'agent', text })),
  })
}
