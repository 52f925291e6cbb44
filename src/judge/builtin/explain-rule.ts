import type { ExplainedCriterion, RuledAct } from '../../domain/explanation.ts'
import type { LearntSteps } from './decide-by-acts.ts'
import { wordAct } from './explain-names.ts'
import type { Marked } from './explain-turns.ts'
import { makeActLookUp } from './features/order-of-acts.ts'
import type { Side } from './reading.ts'

/** Each act of a rule with the first turn that performs it; the required ones count from the one that must come first. */
export function explainRule(
  { when, require, thresholds }: LearntSteps,
  { reading, shares }: Marked,
  heads: Record<Side, readonly string[]>,
): NonNullable<ExplainedCriterion['rule']> {
  const lookUp = makeActLookUp(heads)
  const begin = explainAct(when, 0)
  const from = reading.turns.findIndex(({ turn }) => turn.id === begin.turn)
  return { when: begin, require: require.map((act) => explainAct(act, Math.max(0, from))) }

  function explainAct(act: string, from: number): RuledAct {
    const chances = { customer: lookUp(shares, 'customer', act), agent: lookUp(shares, 'agent', act) }
    const threshold = thresholds[act] ?? 1
    let most = 0
    for (let index = from; index < reading.turns.length; index += 1) {
      const read = reading.turns[index]
      if (read === undefined) continue
      const share = chances[read.role](index)
      if (share >= threshold) return { act, label: wordAct(act), threshold, turn: read.turn.id, share }
      most = Math.max(most, share)
    }
    return { act, label: wordAct(act), threshold, turn: null, share: most }
  }
}
