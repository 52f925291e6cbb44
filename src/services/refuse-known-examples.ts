import { GraderError, type Issue } from '../domain/errors.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { findKnownExamples, type ShownExample } from '../domain/find-known-examples.ts'
import { placedCriteria } from '../domain/scorecard.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'

const MOST_NAMED = 10

/**
 * Holds what scorecards say to a judge, and the lines of prompts, against a set's conversations, on whichever side.
 * @throws GraderError EVAL_SET_LEAK naming each that stands there, or nearly.
 */
export function refuseKnownExamples(
  used: readonly Pick<PreparedScorecard, 'scorecard'>[],
  prompts: Readonly<Record<string, string>>,
  set: Pick<EvalSet, 'name' | 'conversations'>,
): void {
  const known = findKnownExamples([...used.flatMap(examplesOf), ...linesOf(prompts)], set)
  if (known.length === 0) return
  const issues = known.slice(0, MOST_NAMED).map(({ place, transcriptId, turn, similarity }): Issue => {
    const message = `is turn ${turn} of ${transcriptId}, or nearly (${Math.round(100 * similarity)} % the same)`
    return { path: place, message }
  })
  const message = `what the judge is shown stands in ${set.name}, so it cannot be measured there: write another example, or take the conversation out of the set`
  throw new GraderError('EVAL_SET_LEAK', message, { issues })
}

/** A conversation's words teach the judge wherever they stand: in an example, a definition or an act's cues. */
function examplesOf({ scorecard }: Pick<PreparedScorecard, 'scorecard'>): ShownExample[] {
  const shown = (place: string, text: string | undefined): ShownExample[] =>
    text === undefined ? [] : [{ place: `${scorecard.id}: ${place}`, text }]
  const ofCriteria = placedCriteria(scorecard).flatMap(({ criterion }) => {
    if (criterion.by !== 'judgment') return []
    const { id, asks, pass, fail, notApplicable, examples = [] } = criterion
    const words = Object.entries({ asks, pass, fail, notApplicable })
    return [
      ...words.flatMap(([field, text]) => shown(`${id}.${field}`, text)),
      ...examples.flatMap(({ quote, why }, at) => [
        ...shown(`${id}.examples[${at}]`, quote),
        ...shown(`${id}.examples[${at}].why`, why),
      ]),
    ]
  })
  const ofActs = Object.entries(scorecard.acts).flatMap(([id, { means, cues = [] }]) => [
    ...shown(`acts.${id}.means`, means),
    ...cues.flatMap((cue, at) => shown(`acts.${id}.cues[${at}]`, cue)),
  ])
  return [...ofCriteria, ...ofActs]
}

function linesOf(prompts: Readonly<Record<string, string>>): ShownExample[] {
  return Object.entries(prompts).flatMap(([language, text]) =>
    text.split('\n').map((line, at) => ({ place: `prompt ${language}: line ${at + 1}`, text: line })),
  )
}
