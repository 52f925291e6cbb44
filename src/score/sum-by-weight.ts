import type { Contribution, SectionScore } from '../domain/grade.ts'
import type { PlannedSection } from './form-plan.ts'
import type { SumForm, VoidedSections } from './form-sum.ts'
import { type SectionSum, sumSection } from './sum-section.ts'

interface WeighedSection {
  id: string
  weight: number
  sum: SectionSum
  /** The red line that voids the section. */
  redLine: string | null
  /** 0..1; null where nothing applies, or nothing is scored and no red line voids it. */
  score: number | null
}

/**
 * The weighted method: a section's score is Σwᵢsᵢ / Σwᵢ over its scored criteria, the total the same over sections
 * with a score, times 100 (DESIGN §5). Coverage is section weight × the scored share of the section's weight.
 */
export const sumByWeight: SumForm = (sections, findingAt, voided) => {
  const weighed = sections.map((section) => weighSection(section, sumSection(section, findingAt), voided))
  const anyScored = weighed.some(({ sum }) => sum.scoredWeight > 0)
  const whole = { applicable: 0, counted: 0, covered: 0, gained: 0, low: 0, high: 0 }
  for (const { weight, sum, redLine, score } of weighed) {
    if (sum.applicableWeight === 0) continue
    const { scoredWeight, applicableWeight, gained } = sum
    whole.applicable += weight
    whole.covered += weight * (scoredWeight / applicableWeight)
    if (score !== null) {
      whole.counted += weight
      whole.gained += weight * score
    }
    if (redLine !== null) continue
    whole.low += weight * (gained / applicableWeight)
    whole.high += weight * ((gained + (applicableWeight - scoredWeight)) / applicableWeight)
  }
  const share = (weight: number) => (100 * weight) / whole.counted
  return {
    sections: weighed.map(({ id, weight, score }): SectionScore => {
      const known = anyScored && score !== null
      return { id, score: known ? score : null, points: known ? share(weight) * score : null }
    }),
    contributions: anyScored ? weighed.flatMap((section) => explain(section, share(section.weight))) : [],
    total: anyScored ? (100 * whole.gained) / whole.counted : null,
    bounds:
      whole.applicable === 0
        ? null
        : [(100 * whole.low) / whole.applicable, (100 * whole.high) / whole.applicable],
    coverage: whole.applicable === 0 ? 0 : whole.covered / whole.applicable,
  }
}

function weighSection(
  { id, weight }: PlannedSection,
  sum: SectionSum,
  voided: VoidedSections,
): WeighedSection {
  const redLine = sum.applicableWeight > 0 ? (voided.get(id) ?? null) : null
  const earned = sum.scoredWeight > 0 ? sum.gained / sum.scoredWeight : null
  return { id, weight, sum, redLine, score: redLine === null ? earned : 0 }
}

/** What each criterion earned of the section's share of 100, and a red line that takes it all away again. */
function explain({ id: section, sum, redLine }: WeighedSection, share: number): Contribution[] {
  const lines = sum.scored.map(({ id, weight, score }): Contribution => {
    const outOf = (share * weight) / sum.scoredWeight
    return { kind: 'criterion', criterion: id, section, points: outOf * score, outOf }
  })
  if (redLine === null) return lines
  const taken = sum.gained === 0 ? 0 : (-share * sum.gained) / sum.scoredWeight
  lines.push({ kind: 'red_line', criterion: redLine, section, points: taken, outOf: null })
  return lines
}
