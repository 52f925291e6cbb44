import type { UnscoredReason } from '../domain/finding.ts'
import type { Heard } from './merge-windows.ts'
import type { Said } from './read-reply.ts'

/** What several votes on one criterion come to. */
export type Voted =
  | { said: Said; cast: number; agreeing: number }
  | { unscored: UnscoredReason; why?: string | null }

/**
 * The answer that most votes gave; its confidence is the mean of theirs. Votes that could not be read are not cast; where
 * they are half or more, or could break a tie, their reason stands. Any other tie is `judge_cannot_tell`: the judge does not know.
 */
export function countVotes(votes: readonly Heard[]): Voted {
  const [only] = votes
  if (only !== undefined && votes.length === 1)
    return 'said' in only ? { said: only.said, cast: 1, agreeing: 1 } : only
  const cast = votes.flatMap((heard) => ('said' in heard ? [heard.said] : []))
  const unread = votes.find((heard) => 'unscored' in heard)
  if (unread !== undefined && cast.length * 2 <= votes.length) return unread
  const groups = [...Map.groupBy(cast, ({ verdict, level }) => `${verdict} ${level}`).values()].sort(
    (a, b) => b.length - a.length,
  )
  const [most, next] = groups
  const [first] = most ?? []
  if (most === undefined || first === undefined || most.length === next?.length)
    return unread ?? { unscored: 'judge_cannot_tell' }
  const known = most.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]))
  const mean = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
  return { said: { ...first, confidence: mean }, cast: cast.length, agreeing: most.length }
}
