import type { Marks } from '../../domain/marks.ts'
import type { ActShares } from './act-model.ts'
import type { FoldedTurn } from './customer-signals.ts'
import type { ActLookUp } from './features/order-of-acts.ts'
import { type ActChances, markConversation } from './mark-conversation.ts'
import type { Reading } from './reading.ts'

/** Notes the marks of a conversation that is read and whose acts are marked. */
export function noteMarks({ transcript, turns: read }: Reading, shares: ActShares, lookUp: ActLookUp): Marks {
  const upset = lookUp(shares, 'customer', 'customer_upset')
  const turns: FoldedTurn[] = []
  const acts: (ActChances | null)[] = []
  let next = 0
  for (const turn of transcript.turns) {
    const spoken = read[next]
    if (spoken?.turn === turn) {
      turns.push({ role: turn.role, text: spoken.folded.text, turn })
      acts.push(turn.role === 'customer' ? { customer_upset: upset(next) } : null)
      next += 1
    } else if (turn.visibility !== 'internal') {
      // What bots and systems say is not read, only what happened.
      turns.push({ role: turn.role, text: '', turn })
      acts.push(null)
    }
  }
  return markConversation(turns, acts)
}
