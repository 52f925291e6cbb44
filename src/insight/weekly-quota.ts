import { GraderError } from '../domain/errors.ts'

/**
 * How many of one agent's (or channel's) conversations people score in a week: ⌈rate · n⌉, so at least one where
 * there is any, and at least that share of all together.
 *
 * @param rate in 0..1 @default 0.1
 * @throws GraderError `INTERNAL` where n is no whole number ≥ 0 or the rate is outside 0..1.
 */
export function weeklyQuota(conversations: number, rate = 0.1): number {
  if (!(Number.isSafeInteger(conversations) && conversations >= 0))
    throw new GraderError(
      'INTERNAL',
      `${conversations} conversations: this has to be a whole number, 0 or more`,
    )
  if (!(rate >= 0 && rate <= 1))
    throw new GraderError('INTERNAL', `a rate of ${rate}: this has to be between 0 and 1`)
  // 0.1 × 70 comes out a little above 7 in doubles, and would ask for an eighth.
  const exact = rate * conversations
  const quota = Math.ceil(exact - 1e-12 * exact)
  return Math.min(conversations, Math.max(1, quota))
}
