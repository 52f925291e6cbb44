import type { Finding } from '../domain/finding.ts'
import type { Score } from '../domain/grade.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { makeWeigh } from './make-weigh.ts'
import type { RedLineStates } from './red-lines.ts'

/**
 * The score of one conversation by one form; for many by the same form, `makeWeigh` prepares the form once.
 * @throws GraderError INTERNAL where a criterion of the form has no finding.
 */
export function weigh(
  scorecard: Scorecard,
  findings: readonly Finding[],
  redLineStates?: RedLineStates,
): Score {
  return makeWeigh(scorecard)(findings, redLineStates)
}
