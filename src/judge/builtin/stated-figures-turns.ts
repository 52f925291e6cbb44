import type { Reading } from './stated-figures-reading.ts'
import { readTurn } from './stated-figures-scan.ts'

/** A turn as the finder takes it: its text folded by `foldText`. */
export interface StatedTurn {
  role: string
  text: string
  /** Who spoke, where several agents do. */
  speaker?: string
}

/** Where a turn's clauses and figures stand in the reading, and the cues of them all. */
export interface TurnFacts {
  role: string
  speaker: string | undefined
  cues: number
  firstClause: number
  pastClause: number
  firstFigure: number
  pastFigure: number
  /** Index of the last customer turn before it; -1 where there is none. */
  ask: number
  /** The turns after it in which the customer may protest: from the next one, up to this. */
  pastProtest: number
  /** The cues of the customer's turns among those. */
  protest: number
}

/** Turns after this many are not read. */
const MOST_TURNS = 200
/** How many of the customer's turns after a statement are looked at for a protest. */
const MOST_PROTESTS = 2

/** Reads the agents' and the customer's turns; facts for each turn, in order. */
export function readTurns(turns: readonly StatedTurn[], reading: Reading): TurnFacts[] {
  const facts: TurnFacts[] = []
  let ask = -1
  for (const [index, { role, text, speaker }] of turns.entries()) {
    if (index === MOST_TURNS) break
    const firstClause = reading.clauses.length
    const firstFigure = reading.figures.length
    if (role === 'agent' || role === 'customer') readTurn(text, index, reading)
    const pastClause = reading.clauses.length
    let cues = 0
    for (let clause = firstClause; clause < pastClause; clause += 1)
      cues |= reading.clauses[clause]?.cues ?? 0
    const pastFigure = reading.figures.length
    facts.push({
      role,
      speaker,
      cues,
      firstClause,
      pastClause,
      firstFigure,
      pastFigure,
      ask,
      pastProtest: 0,
      protest: 0,
    })
    if (role === 'customer') ask = index
  }
  for (const [index, turn] of facts.entries()) if (turn.role === 'agent') lookForProtest(turn, index, facts)
  return facts
}

/** The customer's next two turns, unless an agent speaks between them. */
function lookForProtest(turn: TurnFacts, index: number, facts: readonly TurnFacts[]): void {
  let heard = 0
  let next = index + 1
  for (; next < facts.length && heard < MOST_PROTESTS; next += 1) {
    const said = facts[next]
    if (said?.role === 'agent' && heard > 0) break
    if (said?.role !== 'customer') continue
    heard += 1
    turn.protest |= said.cues
  }
  turn.pastProtest = next
}
