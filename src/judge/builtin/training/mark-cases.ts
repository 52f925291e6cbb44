import { type FoldedTurn, readCustomerSignals, type Signals } from '../customer-signals.ts'
import type { MarkName } from '../fitted-marks.ts'
import { markedTurns } from '../note-marks.ts'
import type { TrainingConversation } from './turn-rows.ts'

/** The acts of a customer's turn that tell whether a mark is so. */
const UPSET = 'customer_upset'
const OPEN = 'customer_unresolved_end'

/** A conversation to learn the marks from. */
export interface MarkCase {
  turns: readonly FoldedTurn[]
  /** Without any moods. */
  signals: Signals
  /** Of each turn, whether the customer is upset in it. */
  upset: readonly boolean[]
  truth: Readonly<Record<MarkName, boolean>>
}

/** null where the set marks no acts, and where the customer says nothing. */
export function markCaseOf({ labelled: { acts }, reading }: TrainingConversation): MarkCase | null {
  if (acts === null) return null
  const turns = markedTurns(reading)
  const signals = readCustomerSignals(turns, () => 0)
  if (signals === null) return null
  const has = (act: string) => turns.map(({ turn }) => acts[turn.id]?.includes(act) === true)
  const upset = has(UPSET)
  const [from, to] = signals.firstRun
  // The end is the last run and the two last customer turns: a lone "ok" does not end an anger just shown.
  const spoken = [...turns.keys()].filter((index) => turns[index]?.role === 'customer')
  const end = Math.min(signals.lastRun[0], spoken.at(-2) ?? 0)
  return {
    turns,
    signals,
    upset,
    truth: {
      need_solved: !has(OPEN).includes(true),
      upset_at_start: upset.slice(from, to + 1).includes(true),
      upset_at_end: upset.slice(end).includes(true),
    },
  }
}
