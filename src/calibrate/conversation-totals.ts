import type { EvaluatedCriterion, EvaluatedItem } from './evaluate-items.ts'
import { referenceLevel } from './evaluate-levels.ts'

/** One conversation's score, 0–100, by what the raters said and by what the judge said. */
export interface ConversationTotal {
  /** The conversation's place in the set. */
  place: number
  human: number
  judge: number
  weight: number
  /** Criteria that it rests on. */
  criteria: number
}

/**
 * Σws/Σw × 100 over the criteria of which both sides say pass or fail, for every conversation with any. `weights` are the
 * criteria's, 1 each where there are none; a criterion without one is left out.
 */
export function conversationTotals(
  criteria: readonly EvaluatedCriterion[],
  weights: ReadonlyMap<string, number> | null,
  levels: ReadonlyMap<string, readonly number[]>,
): ConversationTotal[] {
  const counted = criteria.flatMap(({ criterion, items }) => {
    const weight = weights === null ? 1 : (weights.get(criterion) ?? 0)
    return weight > 0 ? [{ items, weight, steps: (levels.get(criterion)?.length ?? 2) - 1 }] : []
  })
  const places = counted[0]?.items.length ?? 0
  return Array.from({ length: places }, (_, place) => place).flatMap((place) => {
    let [total, human, judge, n] = [0, 0, 0, 0]
    for (const { items, weight, steps } of counted) {
      const scores = scoresOf(items[place], steps)
      if (scores === null) continue
      total += weight
      human += weight * scores.human
      judge += weight * scores.judge
      n += 1
    }
    if (total === 0) return []
    const weight = counted[0]?.items[place]?.weight ?? 1
    return [{ place, human: (100 * human) / total, judge: (100 * judge) / total, weight, criteria: n }]
  })
}

/** 0..1 each; by levels where both sides name one, else by pass and fail. */
function scoresOf(item: EvaluatedItem | undefined, steps: number): { human: number; judge: number } | null {
  if (item === undefined || !isDecided(item.reference) || !isDecided(item.verdict)) return null
  const level = steps > 1 ? referenceLevel(item) : null
  const score = item.finding?.score ?? null
  if (level !== null && score !== null) return { human: Math.min(1, level / steps), judge: score }
  return { human: item.reference === 'pass' ? 1 : 0, judge: item.verdict === 'pass' ? 1 : 0 }
}

function isDecided(verdict: string | null): boolean {
  return verdict === 'pass' || verdict === 'fail'
}
