import { type Evidence, MAX_EVIDENCE, type UnscoredReason } from '../domain/finding.ts'
import type { Said } from './read-reply.ts'

/** What came of one criterion in one reading: what was said, or why nothing can be said. */
export type Heard = { said: Said } | { unscored: UnscoredReason; why?: string | null }

/** Which answer of several windows stands, the first of these that there is. */
const STRONGEST_FIRST = ['fail', 'pass', 'cannot_tell', 'not_applicable'] as const

/**
 * One answer from those of a conversation's windows. A fail in any window is a fail. Otherwise a window that could not
 * be read leaves the criterion unscored, since the fail may lie there. Then a pass stands before "cannot tell", which
 * a window says of what another shows, and that before "not applicable". Of ordinal levels the worst stands. Places are
 * those of all windows that say the same; confidence is the highest among fails and the lowest otherwise.
 */
export function mergeWindows(windows: readonly Heard[]): Heard {
  const [only] = windows
  if (only !== undefined && windows.length === 1) return only
  const said = windows.flatMap((heard) => ('said' in heard ? [heard.said] : []))
  const unread = windows.find((heard) => 'unscored' in heard)
  if (unread !== undefined && !said.some(({ verdict }) => verdict === 'fail')) return unread
  const verdict = STRONGEST_FIRST.find((one) => said.some((each) => each.verdict === one))
  const agreeing = said.filter((one) => one.verdict === verdict)
  const level = worst(agreeing)
  const standing = agreeing.filter((one) => one.level === level)
  const [first] = standing
  if (first === undefined) return { unscored: 'judge_cannot_tell' }
  return {
    said: {
      ...first,
      evidence: placesOf(standing).slice(0, MAX_EVIDENCE),
      confidence: confidenceOf(standing, verdict === 'fail'),
      length: standing.reduce((sum, { length }) => sum + length, 0),
    },
  }
}

/** Windows overlap, so that two may name the same place. */
function placesOf(said: readonly Said[]): Evidence[] {
  const places = said.flatMap(({ evidence }) => evidence)
  return [...new Map(places.map((one) => [`${one.turn} ${one.start} ${one.end}`, one])).values()]
}

function worst(said: readonly Said[]): number | null {
  const levels = said.flatMap(({ level }) => (level === null ? [] : [level]))
  return levels.length === 0 ? null : Math.min(...levels)
}

function confidenceOf(said: readonly Said[], highest: boolean): number | null {
  const known = said.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]))
  if (known.length === 0) return null
  return highest ? Math.max(...known) : Math.min(...known)
}
