import type { LocalText } from '../domain/language.ts'
import type { Adjustment, Criterion, Scorecard } from '../domain/scorecard.ts'

export interface CriterionFacts {
  title: LocalText | null
  kind: 'criterion' | 'redLine' | 'adjustment'
  by: Criterion['by']
  check: string | null
  section: string | null
  /** Points to be earned: not passing it is no failure. */
  bonus: boolean
}

/** What a summary needs to know about a form. */
export interface CardFacts {
  title: LocalText
  passMark: number
  criteria: Map<string, CriterionFacts>
  sections: Map<string, LocalText>
}

export function cardFacts(card: Scorecard): CardFacts {
  const criteria = new Map<string, CriterionFacts>()
  const add = (criterion: Criterion, kind: CriterionFacts['kind'], section: string | null, bonus = false) =>
    criteria.set(criterion.id, {
      title: criterion.title ?? null,
      kind,
      by: criterion.by,
      check: criterion.by === 'check' ? criterion.check : null,
      section,
      bonus,
    })
  for (const section of card.sections)
    for (const criterion of section.criteria) add(criterion, 'criterion', section.id)
  for (const line of card.redLines) add(line, 'redLine', line.section ?? null)
  for (const adjustment of card.adjustments) add(adjustment, 'adjustment', null, isBonus(adjustment))
  return {
    title: card.title,
    passMark: card.passMark,
    criteria,
    sections: new Map(card.sections.map(({ id, title }) => [id, title])),
  }
}

function isBonus({ points }: Adjustment): boolean {
  return points > 0
}
