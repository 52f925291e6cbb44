import { PAIR_SIGNS, pairKind, pairSigns, type Surroundings } from './pairs.ts'
import { noticesDifference, readAgentTurn } from './read-turn.ts'
import { newStatements } from './statements.ts'
import { ADDENDUM, CORRECT, EXCUSE } from './words.ts'

/** A turn as the finder takes it: its text folded by `foldText`. */
export interface StatedTurn {
  role: string
  text: string
  /** Who spoke, where several agents do. */
  speaker?: string | undefined
}

/** Turns after this many are not read. */
const MOST_TURNS = 200
/** How many of the customer's turns after a statement are looked at for a protest. */
const MOST_PROTESTS = 2
const OTHER = 0
const CUSTOMER = 1
const AGENT = 2

/** The conversation read last. One at a time, so that none of it is allocated anew. */
export const statements = newStatements()
/** How people speak of it, in the turns of the conversation read last. */
export const counts = { agentTurns: 0, noticed: 0, corrected: 0, excused: 0, added: 0 }
const around: Surroundings = { turnCount: 0, protested: new Uint8Array(MOST_TURNS) }
const roles = new Uint8Array(MOST_TURNS)
const notices = new Uint8Array(MOST_TURNS)
const signs = new Float64Array(PAIR_SIGNS.length)

/** Reads the agents' and the customer's turns into `statements` and `counts`. */
export function readConversation(turns: readonly StatedTurn[]): void {
  const length = Math.min(turns.length, MOST_TURNS)
  statements.count = 0
  statements.figures = 0
  around.turnCount = length
  counts.agentTurns = 0
  counts.noticed = 0
  counts.corrected = 0
  counts.excused = 0
  counts.added = 0
  for (let index = 0; index < length; index += 1) {
    const { role, text } = turns[index] as StatedTurn
    notices[index] = 0
    roles[index] = role === 'agent' ? AGENT : role === 'customer' ? CUSTOMER : OTHER
    if (role === 'agent') {
      const cues = readAgentTurn(text, index, statements)
      if ((cues & CORRECT) !== 0) counts.corrected += 1
      // The first thing an agent says adds nothing to what was said before, and excuses nothing.
      if ((cues & ADDENDUM) !== 0 && counts.agentTurns > 0) counts.added += 1
      if ((cues & EXCUSE) !== 0 && counts.agentTurns > 0) counts.excused += 1
      counts.agentTurns += 1
    } else if (role === 'customer' && counts.agentTurns > 0 && noticesDifference(text)) {
      notices[index] = 1
      counts.noticed += 1
    }
  }
  for (let index = 0; index < length; index += 1)
    around.protested[index] = counts.noticed > 0 && isProtested(index, length) ? 1 : 0
}

/** Whether the customer's next two turns notice a difference, unless an agent speaks between them. */
function isProtested(turn: number, length: number): boolean {
  let heard = 0
  for (let next = turn + 1; next < length && heard < MOST_PROTESTS; next += 1) {
    if (roles[next] === AGENT && heard > 0) return false
    if (roles[next] !== CUSTOMER) continue
    if (notices[next] === 1) return true
    heard += 1
  }
  return false
}

/** Visits the pairs of statements, in different agent turns of the conversation read last, that differ. */
export function forPairs(
  turns: readonly StatedTurn[],
  visit: (signs: Float64Array, earlier: number, later: number, kind: number) => void,
): void {
  const { count } = statements
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      const kind = pairKind(statements, one, other)
      if (kind < 0) continue
      pairSigns(statements, turns, around, one, other, kind, signs)
      visit(signs, one, other, kind)
    }
  }
}
