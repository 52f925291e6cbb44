import type { Grade } from '../domain/grade.ts'
import { type StandingCounts, standingCounts } from './standing-counts.ts'

/** The verdicts behind a total that nothing vouches for yet: no certificate covers them, or they await a nod. */
export type Unconfirmed = Pick<StandingCounts, 'uncertified' | 'assist'>

/** null where there is no total, or all that it rests on stands. */
export function unconfirmedOf({ total, findings }: Grade): Unconfirmed | null {
  const { uncertified, assist } = standingCounts(findings)
  return total === null || uncertified + assist === 0 ? null : { uncertified, assist }
}
