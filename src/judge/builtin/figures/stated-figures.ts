import { type FigureWeights, logOddsOf, PAIR_KINDS, type PairKind, weightRow } from './pairs.ts'
import { counts, forPairs, readConversation, type StatedTurn, statements } from './read-conversation.ts'

export { FigureWeights, type PairKind } from './pairs.ts'
export type { StatedTurn } from './read-conversation.ts'

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

/** What two agent turns state differently, in figures and in whether something costs. */
export interface StatedFigures {
  names: readonly string[]
  /** The features of a conversation, in the order of `names`. */
  read(turns: readonly StatedTurn[]): Float64Array
  /** The differing statements themselves, the likeliest contradiction first. */
  conflicts(turns: readonly StatedTurn[]): StatedConflict[]
}

const NAMES = [
  'two agent turns state a thing differently',
  'customer notices a difference',
  'agent corrects itself',
  'agent explains a statement away',
  'agent adds to a statement',
  'figures stated a turn of the agent',
]
/** Log odds below this, as where nothing differs, are all one. */
const LEAST_ODDS = -4.6
/** What is weaker is no use as evidence. */
const LEAST_STRENGTH = 0.05
const MOST_CONFLICTS = 20

/**
 * Finds what two agent turns state differently: prices, times, dates, and whether something is free. The customer's
 * turns are read too, because customers notice. It reads each turn once, up to fixed counts, so that no text makes
 * it slow.
 */
export function makeStatedFigures(weights: FigureWeights): StatedFigures {
  const row = weightRow(weights)
  let strongest = LEAST_ODDS
  const weigh = (signs: Float64Array): void => {
    strongest = Math.max(strongest, logOddsOf(signs, row))
  }
  return {
    names: NAMES,
    read(turns) {
      readConversation(turns)
      strongest = LEAST_ODDS
      if (statements.count > 1) forPairs(turns, weigh)
      const features = new Float64Array(NAMES.length)
      features[0] = strongest
      features[1] = counts.noticed
      features[2] = counts.corrected
      features[3] = counts.excused
      features[4] = counts.added
      features[5] = statements.figures / Math.max(1, counts.agentTurns)
      return features
    },
    conflicts(turns) {
      readConversation(turns)
      const found: StatedConflict[] = []
      forPairs(turns, (signs, earlier, later, kind) => {
        const strength = 1 / (1 + Math.exp(-logOddsOf(signs, row)))
        if (strength >= LEAST_STRENGTH) found.push(describe(turns, earlier, later, kind, strength))
      })
      return found.sort((one, other) => other.strength - one.strength).slice(0, MOST_CONFLICTS)
    },
  }
}

function describe(
  turns: readonly StatedTurn[],
  one: number,
  other: number,
  kind: number,
  strength: number,
): StatedConflict {
  const earlier = statements.turns[one] ?? 0
  const later = statements.turns[other] ?? 0
  const earlierStart = statements.starts[one] ?? 0
  const earlierEnd = statements.ends[one] ?? 0
  const laterStart = statements.starts[other] ?? 0
  const laterEnd = statements.ends[other] ?? 0
  return {
    earlier,
    later,
    kind: PAIR_KINDS[kind] ?? 'amount',
    earlierFigure: turns[earlier]?.text.slice(earlierStart, earlierEnd) ?? '',
    laterFigure: turns[later]?.text.slice(laterStart, laterEnd) ?? '',
    earlierStart,
    earlierEnd,
    laterStart,
    laterEnd,
    strength,
  }
}
