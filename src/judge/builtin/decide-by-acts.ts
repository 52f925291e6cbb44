import { decideSteps, type Steps, type StepsOutcome } from '../decide-steps.ts'
import type { ActShares } from './act-model.ts'
import type { ActLookUp } from './features/order-of-acts.ts'
import type { Reading } from './reading.ts'

/** From which probability an act counts as performed. */
export type Thresholds = Readonly<Record<string, number>>

export interface LearntSteps extends Steps {
  thresholds: Thresholds
}

/** Decides by the order of acts that are likely enough. */
export function decideByActs(
  { thresholds, ...steps }: LearntSteps,
  reading: Reading,
  shares: ActShares,
  lookUp: ActLookUp,
): StepsOutcome {
  const acts = [steps.when, ...steps.require]
  const chances = new Map(
    acts.map((act) => {
      const customer = lookUp(shares, 'customer', act)
      const agent = lookUp(shares, 'agent', act)
      return [
        act,
        (index: number) => (reading.turns[index]?.role === 'customer' ? customer(index) : agent(index)),
      ]
    }),
  )
  const performs = (index: number, act: string) => (chances.get(act)?.(index) ?? 0) >= (thresholds[act] ?? 1)
  return decideSteps(steps, reading.turns.length, performs)
}
