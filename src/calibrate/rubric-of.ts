import { placedCriteria, type Scorecard } from '../domain/scorecard.ts'

/** What scorecards say of their criteria, by id; of one on several forms, the first. */
export interface Rubric {
  /** The share of the form's total, 0–1, that a criterion decides where everything applies; red lines and
   *  adjustments have none. */
  weights: Map<string, number>
  /** The levels of each criterion that has them, the worst first. */
  levels: Map<string, readonly number[]>
}

export function rubricOf(scorecards: readonly Scorecard[]): Rubric {
  const rubric: Rubric = { weights: new Map(), levels: new Map() }
  for (const scorecard of scorecards) {
    for (const [criterion, share] of sharesOf(scorecard))
      if (!rubric.weights.has(criterion)) rubric.weights.set(criterion, share)
    for (const { criterion } of placedCriteria(scorecard)) {
      if (criterion.by !== 'judgment' || criterion.levels === undefined) continue
      if (!rubric.levels.has(criterion.id)) rubric.levels.set(criterion.id, criterion.levels)
    }
  }
  return rubric
}

/** Weights count within their section and sections within the form; points that deductions take off, as they are. */
function sharesOf({ method, sections }: Scorecard): [criterion: string, share: number][] {
  const weights = sections.flatMap((section) => {
    const within = sum(section.criteria.map(({ weight }) => weight))
    const factor = method === 'weighted' ? section.weight / within : 1
    return section.criteria.map(({ id, weight }): [string, number] => [id, weight * factor])
  })
  const total = sum(weights.map(([, weight]) => weight))
  return weights.map(([id, weight]) => [id, weight / total])
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
