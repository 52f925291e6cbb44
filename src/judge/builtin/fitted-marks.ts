import { z } from 'zod'

/** The log-odds of an answer: a constant, and what each named signal adds; one that is not named adds nothing. */
export const SignalWeights = z.strictObject({
  intercept: z.number(),
  weights: z.record(z.string(), z.number()),
})
export type SignalWeights = z.infer<typeof SignalWeights>

/** What is noted of a conversation, as yes or no. */
export const MARK_NAMES = ['need_solved', 'upset_at_start', 'upset_at_end'] as const
export type MarkName = (typeof MARK_NAMES)[number]

const Count = z.int().nonnegative()

/** How well one mark did in cross-validation. */
export const MeasuredMark = z.strictObject({
  mark: z.enum(MARK_NAMES),
  n: Count,
  /** How often a conversation where it is so is held likelier than one where it is not. */
  auc: z.number(),
  /** Those that were answered yes or no, and not unclear; the two shares below are of these. */
  answered: Count,
  agreement: z.number(),
  majority: z.number(),
})
export type MeasuredMark = z.infer<typeof MeasuredMark>

/** What training fits of the marks that stand beside the criteria. */
export const FittedMarks = z.strictObject({
  upsetInTurn: SignalWeights,
  upsetAtEnd: SignalWeights,
  needSolved: SignalWeights,
  /** The mean mood of a whole conversation, from which a conversation's own is counted. */
  usualMood: z.number(),
  crossValidated: z.array(MeasuredMark),
})
export type FittedMarks = z.infer<typeof FittedMarks>

/** What a conversation's marks are weighed by. */
export type MarkWeights = Omit<FittedMarks, 'crossValidated'>
