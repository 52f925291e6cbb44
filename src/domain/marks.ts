import { z } from 'zod'

/** A customer's mood: `value` runs from −1 (angry) over 0 to 1 (pleased). */
export const Mood = z.strictObject({
  answer: z.enum(['upset', 'neutral', 'pleased']),
  value: z.number().min(-1).max(1),
})
export type Mood = z.infer<typeof Mood>

/** What a judge notes of a conversation beside the criteria. Insight reads it; it is never scored. */
export const Marks = z.strictObject({
  /** `probability` that the customer's need was solved, 0–1. */
  needSolved: z.strictObject({
    answer: z.enum(['yes', 'no', 'unclear']),
    probability: z.number().min(0).max(1),
  }),
  /** null where the customer says nothing. */
  mood: z.strictObject({ start: Mood.nullable(), end: Mood.nullable() }),
})
export type Marks = z.infer<typeof Marks>
