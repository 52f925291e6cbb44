import { z } from 'zod'
import { JudgeKey } from './certificate.ts'
import { SIDES } from './eval-set.ts'
import { Finding } from './finding.ts'
import { Usage } from './usage.ts'

/** Which conversations of a set were judged. */
export const RunPart = z.enum(['all', ...SIDES])
export type RunPart = z.infer<typeof RunPart>

/** The commands that make runs. */
export const RunMaker = z.enum(['eval run', 'eval tune', 'eval certify', 'eval gate'])
export type RunMaker = z.infer<typeof RunMaker>

/** A judge on a set: what was asked, of whom and when. Its findings are kept beside it, one row a conversation. */
export const EvalRun = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  software: z.string(),
  /** The command that made it; runs of before this was kept say nothing. */
  madeBy: RunMaker.optional(),
  /** Where it was counted as a look: a hash of what the set's record says of that look. */
  look: z.string().optional(),
  set: z.strictObject({
    name: z.string(),
    /** The folder it was read from. */
    folder: z.string(),
    /** Of conversations and labels as they were. */
    hash: z.string(),
    labelledBy: z.enum(['people', 'models', 'unknown']),
    part: RunPart,
    conversations: z.int(),
  }),
  judge: JudgeKey,
  /** The judge's prompt by language, as it was; empty for a judge without one. */
  prompts: z.record(z.string(), z.string()),
  /** What each criterion asked, by the scorecard's id and the criterion's. */
  scorecards: z.array(
    z.strictObject({
      id: z.string(),
      version: z.number(),
      hash: z.string(),
      judgementHashes: z.record(z.string(), z.string()),
      /** Hash of form, judge, certificates and checks: with the same one, the same conversation is graded alike. */
      gradedBy: z.string().optional(),
    }),
  ),
  criteria: z.array(z.string()),
  usage: Usage,
  /** Conversations of which all that was found is from before, so that nobody was asked; runs of before do not say. */
  reused: z.int().nonnegative().optional(),
  /** From the first conversation to the last finding. */
  seconds: z.number().nonnegative(),
})
export type EvalRun = z.infer<typeof EvalRun>

/** What a run found in one conversation. */
export const RunFindings = z.strictObject({
  transcriptId: z.string(),
  contentHash: z.string(),
  /** null where no scorecard fits: then there are no findings. */
  scorecard: z.string().nullable(),
  findings: z.array(Finding),
  usage: Usage,
})
export type RunFindings = z.infer<typeof RunFindings>

/** A run with what it found. */
export interface KeptRun {
  run: EvalRun
  conversations: RunFindings[]
}
