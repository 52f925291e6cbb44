import { chooseScorecard } from '../domain/choose-scorecard.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import { evalSetHash } from '../domain/eval-set-part.ts'
import { canonicalJson, sha256 } from '../domain/hash.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { placedCriteria } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { JudgeConfiguration } from '../judge/judge.ts'
import type { PreparedScorecard, ScorecardShelf } from './prepare-scorecards.ts'

/** By which scorecard each conversation of a set is graded. */
export interface SetPlan {
  /** null where none fits. */
  choose(transcript: Transcript): PreparedScorecard | null
  /** Those that are chosen for any conversation, by id. */
  used: PreparedScorecard[]
}

/** One scorecard that the set names serves every conversation; of several, the one that fits. */
export function planSet(shelf: ScorecardShelf, set: EvalSet, forAll: PreparedScorecard | null): SetPlan {
  const choose = chooserOf(shelf, set, forAll)
  const used = new Map<string, PreparedScorecard>()
  for (const { transcript } of set.conversations) {
    const chosen = choose(transcript)
    if (chosen !== null) used.set(chosen.scorecard.id, chosen)
  }
  return { choose, used: [...used.values()].sort((a, b) => (a.scorecard.id < b.scorecard.id ? -1 : 1)) }
}

function chooserOf(
  shelf: ScorecardShelf,
  { scorecards }: EvalSet,
  forAll: PreparedScorecard | null,
): SetPlan['choose'] {
  if (forAll !== null) return () => forAll
  if (scorecards.length === 0) return (transcript) => shelf.fitting(transcript)
  const prepared = scorecards.map((id) => shelf.named(id))
  const [only] = prepared
  if (prepared.length === 1 && only !== undefined) return () => only
  const forms = prepared.map(({ scorecard }) => scorecard)
  return (transcript) => {
    const chosen = chooseScorecard(forms, transcript)
    return chosen === null ? null : shelf.named(chosen.id)
  }
}

/** The hash of what each judged criterion of a scorecard asks. */
export function judgementHashesOf({ judged, scorecard }: PreparedScorecard): Record<string, string> {
  return Object.fromEntries(
    judged.map((criterion) => [criterion.id, judgementHash(criterion, scorecard.acts)]),
  )
}

/**
 * What a look at each labelled criterion sees: a hash of who decides it, of what is asked and of the labels that it is
 * held against. Criteria on no scorecard used are left out.
 */
export function subjectsOf(
  set: EvalSet,
  { used }: SetPlan,
  judge: JudgeConfiguration,
  only: readonly string[] = [],
): Record<string, string> {
  const criteria = only.length > 0 ? only : labelledCriteria(set)
  return Object.fromEntries(
    criteria.flatMap((id): [string, string][] => {
      const asked = used.flatMap((prepared) => askedBy(prepared, id, judge))
      if (asked.length === 0) return []
      return [[id, sha256(canonicalJson([[...new Set(asked)].sort(), evalSetHash(labelledOn(set, id))]))]]
    }),
  )
}

/** A set as far as it says something of one criterion. */
function labelledOn(set: EvalSet, id: string): EvalSet {
  const conversations = set.conversations.flatMap(({ labels, adjudicated = {}, ...conversation }) => {
    if (!Object.hasOwn(labels, id) && !Object.hasOwn(adjudicated, id)) return []
    const ofIt = <Value>(of: Record<string, Value>) =>
      Object.fromEntries(Object.entries(of).filter(([criterion]) => criterion === id))
    return [{ ...conversation, labels: ofIt(labels), adjudicated: ofIt(adjudicated) }]
  })
  return { ...set, conversations }
}

function askedBy({ scorecard, checks }: PreparedScorecard, id: string, judge: JudgeConfiguration): string[] {
  const placed = placedCriteria(scorecard).find(({ criterion }) => criterion.id === id)
  if (placed === undefined) return []
  const { criterion } = placed
  return criterion.by === 'check'
    ? [canonicalJson([criterion, checks.revision])]
    : [canonicalJson([judge, judgementHash(criterion, scorecard.acts)])]
}
