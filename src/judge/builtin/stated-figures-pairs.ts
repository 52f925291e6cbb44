import type { Clause, Figure, Reading } from './stated-figures-reading.ts'
import type { TurnFacts } from './stated-figures-turns.ts'
import { cueBit, type Kind } from './stated-figures-words.ts'

/** How two statements differ: by a figure, by whether something costs, or by whether it is so at all. */
export type PairKind = Kind | 'freeThenCharged' | 'chargedThenFree' | 'yesThenNo' | 'noThenYes'

/** Two agent statements that differ; indices of clauses, and the figures where figures differ. */
export interface Pair {
  kind: PairKind
  earlier: number
  later: number
  earlierFigure: Figure | undefined
  laterFigure: Figure | undefined
}

const FREE = cueBit('free')
const CHARGE = cueBit('charge')
const NO = cueBit('no')

/** Visits the pairs of figures of one kind, in different agent turns, that cannot both be meant. */
export function forFigurePairs(
  reading: Reading,
  facts: readonly TurnFacts[],
  visit: (pair: Pair) => void,
): void {
  const figures = reading.figures.filter((figure) => facts[figure.turn]?.role === 'agent')
  for (const [index, earlierFigure] of figures.entries()) {
    for (let other = index + 1; other < figures.length; other += 1) {
      const laterFigure = figures[other]
      if (laterFigure === undefined || !differ(earlierFigure, laterFigure)) continue
      const { kind, clause: earlier } = earlierFigure
      visit({ kind, earlier, later: laterFigure.clause, earlierFigure, laterFigure })
    }
  }
}

function differ(one: Figure, other: Figure): boolean {
  if (one.turn === other.turn || one.kind !== other.kind || one.measure !== other.measure) return false
  if (other.low <= one.high && one.low <= other.high) return false
  // The same day, once with its month and once without.
  return one.kind !== 'day' || one.low % 100 !== other.low % 100
}

/** Visits the pairs of clauses, in different agent turns, of which one says yes, or free, and the other does not. */
export function forPolarPairs(
  reading: Reading,
  facts: readonly TurnFacts[],
  visit: (pair: Pair) => void,
): void {
  const stated: number[] = []
  for (const [index, clause] of reading.clauses.entries())
    if (!clause.question && facts[clause.turn]?.role === 'agent') stated.push(index)
  for (let one = 0; one < stated.length; one += 1) {
    const earlier = stated[one] ?? 0
    const before = reading.clauses[earlier]
    if (before === undefined) continue
    for (let other = one + 1; other < stated.length; other += 1) {
      const later = stated[other] ?? 0
      const after = reading.clauses[later]
      if (after === undefined || after.turn === before.turn) continue
      const kind = polarKind(before, after)
      if (kind !== null) visit({ kind, earlier, later, earlierFigure: undefined, laterFigure: undefined })
    }
  }
}

function polarKind(before: Clause, after: Clause): PairKind | null {
  const isFree = (before.cues & FREE) !== 0
  const turnsFree = (after.cues & FREE) !== 0
  if (isFree && !turnsFree && (after.cues & CHARGE) !== 0) return 'freeThenCharged'
  if (!isFree && turnsFree && (before.cues & CHARGE) !== 0) return 'chargedThenFree'
  const isNo = (before.cues & NO) !== 0
  if (isNo === ((after.cues & NO) !== 0)) return null
  return isNo ? 'noThenYes' : 'yesThenNo'
}
