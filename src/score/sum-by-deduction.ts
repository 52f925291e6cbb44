import type { Contribution, SectionScore } from '../domain/grade.ts'
import type { SumForm } from './form-sum.ts'
import { sumSection } from './sum-section.ts'

/**
 * The deduction method: 100 less what each criterion loses, weight·(1 − score) points (DESIGN §5). Unscored
 * criteria lose nothing yet: they lower the coverage and widen the bounds. A voided section loses all the points
 * that apply in it, those of its unscored criteria too.
 */
export const sumByDeduction: SumForm = (sections, findingAt, voided) => {
  const contributions: Contribution[] = [
    { kind: 'base', criterion: null, section: null, points: 100, outOf: 100 },
  ]
  const scores: SectionScore[] = []
  const whole = { scored: 0, applicable: 0, lost: 0, open: 0 }
  for (const section of sections) {
    const sum = sumSection(section, findingAt)
    const redLine = sum.applicableWeight > 0 ? voided.get(section.id) : undefined
    for (const { id, weight, score } of sum.scored) {
      const points = minus(weight * (1 - score))
      contributions.push({ kind: 'criterion', criterion: id, section: section.id, points, outOf: 0 })
    }
    if (redLine !== undefined) {
      const points = minus(sum.applicableWeight - sum.lost)
      contributions.push({ kind: 'red_line', criterion: redLine, section: section.id, points, outOf: null })
    }
    const lost = redLine === undefined ? sum.lost : sum.applicableWeight
    scores.push(sectionScore(section.id, lost, redLine === undefined ? sum.scoredWeight : lost))
    whole.scored += sum.scoredWeight
    whole.applicable += sum.applicableWeight
    whole.lost += lost
    if (redLine === undefined) whole.open += sum.applicableWeight - sum.scoredWeight
  }
  const anyScored = whole.scored > 0
  const high = 100 - whole.lost
  return {
    sections: anyScored ? scores : sections.map(({ id }) => ({ id, score: null, points: null })),
    contributions: anyScored ? contributions : [],
    total: anyScored ? high : null,
    bounds: whole.applicable === 0 ? null : [high - whole.open, high],
    coverage: whole.applicable === 0 ? 0 : whole.scored / whole.applicable,
  }
}

function sectionScore(id: string, lost: number, outOf: number): SectionScore {
  return outOf === 0
    ? { id, score: null, points: null }
    : { id, score: 1 - lost / outOf, points: minus(lost) }
}

/** Never −0, which would print as "-0". */
function minus(points: number): number {
  return points === 0 ? 0 : -points
}
