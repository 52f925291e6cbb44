import type { Contribution, SectionScore } from '../domain/grade.ts'
import { applies, type FormSum, scoreOf, type WeighedSection } from './weighed-section.ts'

/**
 * The deduction method: 100 less what each criterion loses, weight·(1 − score) points (DESIGN §5). Unscored
 * criteria lose nothing yet: they lower the coverage and widen the bounds.
 */
export function sumByDeduction(sections: readonly WeighedSection[]): FormSum {
  const contributions: Contribution[] = [
    { kind: 'base', criterion: null, section: null, points: 100, outOf: 100 },
  ]
  const scores: SectionScore[] = []
  const sectionWorth = new Map<string, number>()
  const sectionBounds = new Map<string, [number, number]>()
  const whole = { scored: 0, applicable: 0, lost: 0 }
  for (const section of sections) {
    const sums = { scored: 0, applicable: 0, lost: 0 }
    for (const weighed of section.criteria) {
      if (!applies(weighed)) continue
      sums.applicable += weighed.weight
      const score = scoreOf(weighed)
      if (score === null) continue
      const points = -weighed.weight * (1 - score)
      sums.scored += weighed.weight
      sums.lost -= points
      const { criterion } = weighed.finding
      contributions.push({ kind: 'criterion', criterion, section: section.id, points: points || 0, outOf: 0 })
    }
    scores.push(
      sums.scored === 0
        ? { id: section.id, score: null, points: null }
        : { id: section.id, score: 1 - sums.lost / sums.scored, points: -sums.lost || 0 },
    )
    // A voided section loses all its applicable points: what it has not lost yet goes too.
    sectionWorth.set(section.id, sums.applicable - sums.lost)
    sectionBounds.set(section.id, [sums.scored - sums.lost, sums.applicable - sums.lost])
    whole.scored += sums.scored
    whole.applicable += sums.applicable
    whole.lost += sums.lost
  }
  return {
    sections: scores,
    contributions,
    total: whole.scored === 0 ? null : 100 - whole.lost,
    bounds:
      whole.applicable === 0
        ? null
        : [100 - whole.lost - (whole.applicable - whole.scored), 100 - whole.lost],
    coverage: whole.applicable === 0 ? 0 : whole.scored / whole.applicable,
    sectionWorth,
    sectionBounds,
  }
}
