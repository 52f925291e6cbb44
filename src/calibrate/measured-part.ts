import type { LabelledConversation } from '../domain/eval-set.ts'
import type { Weighting } from './eval-report.ts'

/** Which conversations of a set figures may rest on, and what each counts for; one place a conversation. */
export interface MeasuredPart {
  isMeasured: boolean[]
  /** 1 on average over those measured, 0 for the others. */
  weights: number[]
  weighting: Weighting
}

/** A dispute or a conversation picked by hand says nothing of all conversations, whatever stands beside it. */
const DRAWN: ReadonlySet<string> = new Set(['random', 'stratified', 'enriched'])

/**
 * Where conversations were chosen with different probabilities π, each counts for 1/π (STATISTICS §8); those chosen with
 * an unknown one are for tuning only as soon as others have a known one. A set that knows none counts as it is.
 */
export function measuredPart(all: readonly LabelledConversation[]): MeasuredPart {
  const chances = all.map(chanceOf)
  const isAnyKnown = chances.some((chance) => chance !== null)
  const isMeasured = chances.map((chance) => chance !== null || !isAnyKnown)
  const raw = chances.map((chance, at) => (isMeasured[at] === true ? 1 / (chance ?? 1) : 0))
  const count = isMeasured.filter((one) => one).length
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / count
  // Chances that were worked out in different ways differ in their last digits.
  const differ = raw.some((weight) => weight > 0 && Math.abs(weight / mean - 1) > 1e-9)
  const weights = raw.map((weight) => (weight === 0 ? 0 : differ ? weight / mean : 1))
  return {
    isMeasured,
    weights,
    weighting: { by: differ ? 'inverse_probability' : 'none', effective: effectiveCount(weights) },
  }
}

/** How many equally weighted ones would say as much: (Σw)²/Σw². Kish 1965, Survey Sampling, sec. 11.7. */
export function effectiveCount(weights: readonly number[]): number {
  let total = 0
  let squares = 0
  for (const weight of weights) {
    total += weight
    squares += weight ** 2
  }
  return squares === 0 ? 0 : total * (total / squares)
}

function chanceOf({ selection }: LabelledConversation): number | null {
  return selection !== undefined && DRAWN.has(selection.how) ? selection.probability : null
}
