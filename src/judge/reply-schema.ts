import { z } from 'zod'
import { Role } from '../domain/transcript.ts'

export const SaidVerdict = z.enum(['pass', 'fail', 'not_applicable', 'cannot_tell'])

/** Providers' strict subsets know no bounds of integers, which zod would write out. */
const Whole = z.int().meta({ minimum: undefined, maximum: undefined })
const Place = z.strictObject({ turn: Whole, speaker: Role, quote: z.string() })

/** What may be asked in one request: ids of criteria and of acts, and which criteria are graded in levels. */
export interface ReplyShape {
  criteria: readonly string[]
  acts: readonly string[]
  /** Some criterion has ordinal levels. */
  levels: boolean
}

/**
 * The schema that binds a reply. Its field order is the order of the judge's work: what happened, then for each
 * criterion places, reasoning, verdict and confidence. Parts that nothing is asked of are left out.
 */
export function replySchema({ criteria, acts, levels }: ReplyShape): z.ZodType {
  return z.strictObject({
    ...(acts.length > 0 && { acts: z.array(z.strictObject({ act: z.enum(acts), ...Place.shape })) }),
    ...(criteria.length > 0 && {
      criteria: z.array(
        z.strictObject({
          id: z.enum(criteria),
          evidence: z.array(Place),
          reasoning: z.string(),
          verdict: SaidVerdict,
          ...(levels && { level: z.number().nullable() }),
          confidence: z.number(),
        }),
      ),
    }),
  })
}
