import type { Contribution, SectionScore } from '../domain/grade.ts'
import { applies, type FormSum, scoreOf, type WeighedSection } from './weighed-section.ts'

interface SectionSums {
  section: WeighedSection
  scoredWeight: number
  applicableWeight: number
  /** Σ wᵢsᵢ over scored criteria. */
  gained: number
}

/**
 * The weighted method: a section's score is Σwᵢsᵢ / Σwᵢ over its scored criteria, the total the same over sections
 * with a score, times 100 (DESIGN §5).
 */
export function sumByWeight(sections: readonly WeighedSection[]): FormSum {
  const sums = sections.map(sumSection)
  const scoredSections = weightOf(sums.filter(({ scoredWeight }) => scoredWeight > 0))
  const applicableSections = weightOf(sums.filter(({ applicableWeight }) => applicableWeight > 0))
  const contributions: Contribution[] = []
  const scores: SectionScore[] = []
  const sectionWorth = new Map<string, number>()
  const sectionBounds = new Map<string, [number, number]>()
  let total = 0
  let coverage = 0
  const bounds: [number, number] = [0, 0]
  for (const { section, scoredWeight, applicableWeight, gained } of sums) {
    const share = scoredWeight === 0 ? 0 : (100 * section.weight) / scoredSections
    const worth = scoredWeight === 0 ? 0 : (share * gained) / scoredWeight
    total += worth
    sectionWorth.set(section.id, worth)
    scores.push(
      scoredWeight === 0
        ? { id: section.id, score: null, points: null }
        : { id: section.id, score: gained / scoredWeight, points: worth },
    )
    for (const weighed of section.criteria) {
      const score = applies(weighed) ? scoreOf(weighed) : null
      if (score === null) continue
      const outOf = (share * weighed.weight) / scoredWeight
      const { criterion } = weighed.finding
      contributions.push({ kind: 'criterion', criterion, section: section.id, points: outOf * score, outOf })
    }
    if (applicableWeight === 0) continue
    const whole = section.weight / applicableSections
    const low = (100 * whole * gained) / applicableWeight
    const high = (100 * whole * (gained + applicableWeight - scoredWeight)) / applicableWeight
    sectionBounds.set(section.id, [low, high])
    bounds[0] += low
    bounds[1] += high
    coverage += (whole * scoredWeight) / applicableWeight
  }
  return {
    sections: scores,
    contributions,
    total: scoredSections === 0 ? null : total,
    bounds: applicableSections === 0 ? null : bounds,
    coverage: Math.min(1, coverage),
    sectionWorth,
    sectionBounds,
  }
}

function sumSection(section: WeighedSection): SectionSums {
  const sums = { section, scoredWeight: 0, applicableWeight: 0, gained: 0 }
  for (const weighed of section.criteria) {
    if (!applies(weighed)) continue
    sums.applicableWeight += weighed.weight
    const score = scoreOf(weighed)
    if (score === null) continue
    sums.scoredWeight += weighed.weight
    sums.gained += weighed.weight * score
  }
  return sums
}

function weightOf(sums: readonly SectionSums[]): number {
  return sums.reduce((total, { section }) => total + section.weight, 0)
}
