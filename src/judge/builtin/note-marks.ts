import type { Marks } from '../../domain/marks.ts'
import type { ActShares } from './act-model.ts'
import type { FoldedTurn } from './customer-signals.ts'
import type { ActLookUp } from './features/order-of-acts.ts'
import type { MarkWeights } from './fitted-marks.ts'
import { type ActChances, makeMarkConversation } from './mark-conversation.ts'
import type { Reading } from './reading.ts'

/** Notes the marks of a conversation that is read and whose acts are marked. */
export type NoteMarks = (reading: Reading, shares: ActShares) => Marks

export function makeNoteMarks(weights: MarkWeights, lookUp: ActLookUp): NoteMarks {
  const markConversation = makeMarkConversation(weights)
  return (reading, shares) => {
    const upset = lookUp(shares, 'customer', 'customer_upset')
    const acts: (ActChances | null)[] = []
    const turns = markedTurns(reading, (turn, index) => {
      acts.push(index >= 0 && turn.role === 'customer' ? { customer_upset: upset(index) } : null)
    })
    return markConversation(turns, acts)
  }
}

/**
 * The turns that marks are read from: what is not internal, without what bots and systems say. `onTurn` is told each,
 * with its index in the reading, −1 where it is not read.
 */
export function markedTurns(
  { transcript, turns: read }: Reading,
  onTurn?: (turn: FoldedTurn, index: number) => void,
): FoldedTurn[] {
  const turns: FoldedTurn[] = []
  let next = 0
  for (const turn of transcript.turns) {
    const spoken = read[next]
    const isRead = spoken?.turn === turn
    if (!isRead && turn.visibility === 'internal') continue
    const folded = { role: turn.role, text: isRead ? spoken.text : '', turn }
    turns.push(folded)
    onTurn?.(folded, isRead ? next : -1)
    if (isRead) next += 1
  }
  return turns
}
