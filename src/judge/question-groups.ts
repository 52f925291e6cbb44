import type { UiLanguage } from '../domain/language.ts'
import type { JudgedCriterion, Scorecard } from '../domain/scorecard.ts'
import { type QuestionGroup, questionGroup } from './question-group.ts'
import type { JudgePrompt } from './render-prompt.ts'

/** Most sets of criteria of one scorecard that are kept ready. */
const MOST_KEPT = 64

/**
 * Parts criteria into groups of at most so many, in the scorecard's order, and keeps them ready: nearly every conversation
 * is asked the same.
 */
export function makeQuestionGroups(
  prompts: Readonly<Record<UiLanguage, JudgePrompt>>,
  most: number,
): (
  criteria: readonly JudgedCriterion[],
  acts: Scorecard['acts'],
  language: UiLanguage,
) => readonly QuestionGroup[] {
  const kept = new WeakMap<Scorecard['acts'], Map<string, QuestionGroup[]>>()
  return (criteria, acts, language) => {
    const ofActs = kept.get(acts) ?? new Map<string, QuestionGroup[]>()
    kept.set(acts, ofActs)
    const key = [language, ...criteria.map(({ id }) => id)].join(' ')
    const known = ofActs.get(key)
    if (known !== undefined) return known
    const groups: QuestionGroup[] = []
    for (let start = 0; start < criteria.length; start += most)
      groups.push(questionGroup(criteria.slice(start, start + most), acts, prompts[language]))
    if (ofActs.size >= MOST_KEPT) ofActs.clear()
    ofActs.set(key, groups)
    return groups
  }
}
