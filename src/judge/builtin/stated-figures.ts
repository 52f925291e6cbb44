import weights from './lexicons/figures-weights.json' with { type: 'json' }
import { forFigurePairs, forPolarPairs, type Pair, type PairKind } from './stated-figures-pairs.ts'
import { clearReading, newReading } from './stated-figures-reading.ts'
import { conversationSigns } from './stated-figures-signs.ts'
import { pairSigns } from './stated-figures-strength.ts'
import { readTurns, type StatedTurn } from './stated-figures-turns.ts'
import { PAIR_SIGNS, strengthOf, weightRow } from './stated-figures-weights.ts'

export type { StatedTurn } from './stated-figures-turns.ts'

/** Two statements of agents that differ. Turns are indices; offsets are in the turns' folded texts. */
export interface StatedConflict {
  earlier: number
  later: number
  kind: PairKind
  /** The figures as written; for statements without figures, the clauses. */
  earlierFigure: string
  laterFigure: string
  earlierStart: number
  earlierEnd: number
  laterStart: number
  laterEnd: number
  /** From 0 to 1: how likely they contradict each other. */
  strength: number
}

export interface StatedConflicts {
  /** The same names, in the same order, for every conversation. */
  features: Record<string, number>
  /** The strongest first. */
  conflicts: StatedConflict[]
}

/** What is weaker is no use as evidence. */
const LEAST_STRENGTH = 0.05
const MOST_CONFLICTS = 20
const reading = newReading()
const signs = new Float64Array(PAIR_SIGNS.length)
const rows = {
  figure: weightRow(weights.figure),
  fee: weightRow(weights.fee),
  polarity: weightRow(weights.polarity),
}

/**
 * What two agent turns state differently: figures, prices, times, whether something is free, whether it is possible.
 * The customer's turns are read too, because customers notice. It reads each turn once, up to fixed counts, so
 * that no text makes it slow.
 */
export function statedConflicts(turns: readonly StatedTurn[]): StatedConflicts {
  clearReading(reading)
  const facts = readTurns(turns, reading)
  const strongest = { figure: 0, fee: 0, polarity: 0 }
  const found: { pair: Pair; strength: number }[] = []
  let none = 1
  const weigh = (pair: Pair): void => {
    if (!pairSigns(pair, reading, facts, signs)) return
    const group = groupOf(pair.kind)
    const strength = strengthOf(signs, rows[group])
    none *= 1 - strength
    strongest[group] = Math.max(strongest[group], strength)
    if (strength >= LEAST_STRENGTH) found.push({ pair, strength })
  }
  forFigurePairs(reading, facts, weigh)
  forPolarPairs(reading, facts, weigh)
  const features: Record<string, number> = {
    strongest: logOdds(Math.max(strongest.figure, strongest.fee, strongest.polarity)),
    any: logOdds(1 - none),
    strongestFigure: logOdds(strongest.figure),
    strongestFee: logOdds(strongest.fee),
    strongestPolarity: logOdds(strongest.polarity),
    ...conversationSigns(turns, facts, reading),
  }
  found.sort((one, other) => other.strength - one.strength)
  return {
    features,
    conflicts: found.slice(0, MOST_CONFLICTS).map(({ pair, strength }) => describe(turns, pair, strength)),
  }
}

function groupOf(kind: PairKind): 'figure' | 'fee' | 'polarity' {
  if (kind === 'freeThenCharged' || kind === 'chargedThenFree') return 'fee'
  return kind === 'yesThenNo' || kind === 'noThenYes' ? 'polarity' : 'figure'
}

/** Spreads what lies near 0 and near 1, and stays finite. */
function logOdds(strength: number): number {
  return Math.log((strength + 0.01) / (1.01 - strength))
}

function describe(turns: readonly StatedTurn[], pair: Pair, strength: number): StatedConflict {
  const before = reading.clauses[pair.earlier]
  const after = reading.clauses[pair.later]
  const earlier = before?.turn ?? 0
  const later = after?.turn ?? 0
  const { start: earlierStart, end: earlierEnd } = pair.earlierFigure ?? before ?? { start: 0, end: 0 }
  const { start: laterStart, end: laterEnd } = pair.laterFigure ?? after ?? { start: 0, end: 0 }
  return {
    earlier,
    later,
    kind: pair.kind,
    earlierFigure: turns[earlier]?.text.slice(earlierStart, earlierEnd) ?? '',
    laterFigure: turns[later]?.text.slice(laterStart, laterEnd) ?? '',
    earlierStart,
    earlierEnd,
    laterStart,
    laterEnd,
    strength,
  }
}
