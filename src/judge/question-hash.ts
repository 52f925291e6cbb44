import { judgementHash } from '../domain/judgement-hash.ts'
import type { JudgedCriterion, Scorecard } from '../domain/scorecard.ts'

/** `judgementHash`, worked out once for each criterion of a scorecard. */
export function makeQuestionHash(): (criterion: JudgedCriterion, acts: Scorecard['acts']) => string {
  const known = new WeakMap<Scorecard['acts'], WeakMap<JudgedCriterion, string>>()
  return (criterion, acts) => {
    const ofActs = known.get(acts) ?? new WeakMap<JudgedCriterion, string>()
    const hash = ofActs.get(criterion) ?? judgementHash(criterion, acts)
    known.set(acts, ofActs.set(criterion, hash))
    return hash
  }
}
