import { z } from 'zod'
import { Finding, Verdict } from './finding.ts'
import { Language } from './language.ts'
import { Marks } from './marks.ts'
import { Channel, Stage } from './transcript.ts'
import { Usage } from './usage.ts'

const Points = z.number()

/** A section's own score and what it adds to the total; null where nothing in it was scored. */
export const SectionScore = z.strictObject({
  id: z.string(),
  score: z.number().min(0).max(1).nullable(),
  points: Points.nullable(),
})
export type SectionScore = z.infer<typeof SectionScore>

/** One line of the sum that makes the total; `outOf` is what a perfect score would have added. */
export const Contribution = z.strictObject({
  kind: z.enum(['base', 'criterion', 'adjustment', 'red_line', 'clamp']),
  criterion: z.string().nullable(),
  section: z.string().nullable(),
  points: Points,
  outOf: Points.nullable(),
})
export type Contribution = z.infer<typeof Contribution>

/** A fatal error that was found. It is provisional, and leaves `total` alone, until a person confirms it. */
export const FoundRedLine = z.strictObject({
  criterion: z.string(),
  effect: z.enum(['zero', 'zero_section']),
  section: z.string().nullable(),
  state: z.enum(['provisional', 'confirmed', 'dismissed']),
})
export type FoundRedLine = z.infer<typeof FoundRedLine>

/** What `score/` makes of the findings. */
export const Score = z.strictObject({
  sections: z.array(SectionScore),
  contributions: z.array(Contribution),
  total: z.number().min(0).max(100).nullable(),
  totalReason: z.enum(['nothing_scored']).nullable(),
  totalIfConfirmed: z.number().min(0).max(100).nullable(),
  bounds: z.tuple([z.number(), z.number()]).nullable(),
  coverage: z.number().min(0).max(1),
  passed: z.boolean().nullable(),
  redLines: z.array(FoundRedLine),
})
export type Score = z.infer<typeof Score>

export const GradedAgent = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  team: z.string().nullable(),
})
export type GradedAgent = z.infer<typeof GradedAgent>

export const Provenance = z.strictObject({
  contentHash: z.string(),
  scorecard: z.strictObject({ id: z.string(), version: z.number(), hash: z.string() }),
  checksRevision: z.string(),
  judge: z.string(),
  model: z.string().nullable(),
  promptHash: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  certificate: z.string().nullable(),
  /** The clock that promises and deadlines were measured against. */
  asOf: z.string(),
  gradedAt: z.string(),
  software: z.string(),
})
export type Provenance = z.infer<typeof Provenance>

/** Append-only: who changed which verdict, from what to what, and why. */
export const HistoryEntry = z.strictObject({
  by: z.string(),
  at: z.string(),
  criterion: z.string(),
  from: Verdict,
  to: Verdict,
  why: z.string(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** How a conversation was put before a language model. */
export const Reading = z.strictObject({
  /** Parts it was read in; more than one where it is too long for one request. */
  windows: z.int().positive(),
  /** Turns that try to tell the judge what to decide. */
  instructingTurns: z.array(z.int().positive()),
})
export type Reading = z.infer<typeof Reading>

/** Why a person should look: certificates give the last two. */
const ReviewReason = z.enum(['red_line', 'instructs_judge', 'below_threshold', 'assist'])

export const Grade = z.strictObject({
  id: z.string(),
  gradeKey: z.string(),
  transcriptId: z.string(),
  conversation: z.strictObject({
    channel: Channel,
    language: Language,
    stage: Stage.nullable(),
    startedAt: z.string().nullable(),
  }),
  agents: z.array(GradedAgent),
  findings: z.array(Finding),
  /** What the judge noted beside the criteria; null where it notes nothing. */
  marks: Marks.nullable(),
  ...Score.shape,
  /** What a language model had before it; absent where none was asked. */
  reading: Reading.optional(),
  review: z.strictObject({
    needed: z.boolean(),
    reasons: z.array(ReviewReason),
  }),
  provenance: Provenance,
  usage: Usage,
  history: z.array(HistoryEntry),
})
export type Grade = z.infer<typeof Grade>
