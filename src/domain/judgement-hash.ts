import { canonicalJson, sha256 } from './hash.ts'
import type { JudgedCriterion, Scorecard } from './scorecard.ts'

/**
 * SHA-256 over what a judge is asked: question, pass, fail and N/A rule, examples and levels, or for `steps` the
 * order and what its acts mean. Weight, title, condition and effect stay outside: they do not change the question.
 */
export function judgementHash(criterion: JudgedCriterion, acts: Scorecard['acts']): string {
  return sha256(canonicalJson(questionOf(criterion, acts)))
}

function questionOf(criterion: JudgedCriterion, acts: Scorecard['acts']): object {
  if (criterion.by === 'steps') {
    const { id, when, require } = criterion
    return { id, when, require, acts: [when, ...require].map((act) => [act, acts[act]]) }
  }
  const { id, asks, pass, fail, notApplicable, examples, levels } = criterion
  return { id, asks, pass, fail, notApplicable, examples, levels }
}
