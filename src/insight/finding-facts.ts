import type { Finding } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import type { CriterionFacts } from './card-facts.ts'

/** Whose words a finding rests on, where the conversation had one agent. */
export function soleAgent({ agents }: Grade): string | null {
  return agents.length === 1 ? (agents[0]?.id ?? null) : null
}

/** What a finding itself tells where its form is not at hand. */
export function unknownFacts({ criterion, by }: Finding, grade: Grade): CriterionFacts {
  const kind = grade.redLines.some((line) => line.criterion === criterion) ? 'redLine' : 'criterion'
  return {
    title: null,
    kind,
    by: by === 'person' ? 'judgment' : by,
    check: null,
    section: null,
    bonus: false,
  }
}

/** Points of the total that a criterion cost; null where the sum has no line for it. */
export function pointsLostBy({ contributions }: Grade, criterion: string): number | null {
  const lines = contributions.filter((line) => line.criterion === criterion)
  if (lines.length === 0) return null
  return lines.reduce((sum, { points, outOf }) => sum + (outOf ?? 0) - points, 0)
}
