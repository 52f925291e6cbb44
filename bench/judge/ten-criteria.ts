import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type JudgedCriterion, placedCriteria, Scorecard } from '../../src/domain/scorecard.ts'

const original = fileURLToPath(new URL('../../scorecards/aftersales-chat.yaml', import.meta.url))

const TEN = new Set([
  'empathy_before_explanation',
  'no_blame_shifting',
  'alternatives_when_refusing',
  'no_overpromise',
  'respectful_tone',
  'consistent_information',
  'confirms_need',
  'owns_resolution',
  'warm_transfer',
  'substantive_reply',
])

export interface TenCriteria {
  scorecard: Scorecard
  judged: JudgedCriterion[]
}

/** The after-sales scorecard with nothing on it but the ten criteria of the evaluation set, and all its acts. */
export async function tenCriteria(): Promise<TenCriteria> {
  const whole = Scorecard.parse(parse(await readFile(original, 'utf8')))
  const sections = whole.sections
    .map((section) => ({ ...section, criteria: section.criteria.filter(({ id }) => TEN.has(id)) }))
    .filter(({ criteria }) => criteria.length > 0)
  const scorecard = { ...whole, id: 'ten-criteria', sections, redLines: [], adjustments: [], appliesTo: {} }
  const judged = placedCriteria(scorecard).flatMap(({ criterion }) =>
    criterion.by === 'check' ? [] : [criterion],
  )
  if (judged.length !== TEN.size)
    throw new Error(`${original} has ${judged.length} of the ${TEN.size} judged criteria`)
  return { scorecard, judged }
}
