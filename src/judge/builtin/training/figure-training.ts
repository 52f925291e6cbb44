import { referenceOf } from '../../../domain/eval-set.ts'
import type { FigureWeights } from '../figures/stated-figures.ts'
import { type FigureCase, fitFigures } from './fit-figures.ts'
import { turnsNamed } from './heads.ts'
import type { TrainingConversation } from './turn-rows.ts'

/** The criterion, and the act, whose labels tell which differing statements contradict each other. */
const CRITERION = 'consistent_information'
const ACT = 'contradiction'

/** Fits the weights of differing statements on any part of the conversations. */
export function makeFigureTraining(conversations: readonly TrainingConversation[]): {
  fit(learnt: Uint32Array): FigureWeights
} {
  const cases = conversations.map(({ labelled, reading }): FigureCase => {
    const failed = referenceOf(labelled, CRITERION) === 'fail'
    const named = failed ? turnsNamed(labelled, CRITERION, 'fail') : new Set<number>()
    const contradicted = reading.turns.flatMap(({ turn }, index) =>
      named.has(turn.id) || labelled.acts?.[turn.id]?.includes(ACT) === true ? [index] : [],
    )
    return { turns: reading.turns, contradicted, failed }
  })
  return { fit: (learnt) => fitFigures(cases, learnt) }
}
