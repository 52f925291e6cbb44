import { type ActModel, type ActShares, markActs, packActModel } from '../act-model.ts'
import type { Side } from '../reading.ts'
import { fitLogistic } from './fit-logistic.ts'
import { positionsOf } from './folds.ts'
import type { Head } from './heads.ts'
import settings from './settings.json' with { type: 'json' }
import { type TrainingConversation, type TurnRows, turnRows } from './turn-rows.ts'

export interface ActTraining {
  /** Fits both sides' acts on the conversations that `learnt` names. */
  fit(learnt: Uint32Array): Record<Side, ActModel>
}

/** Reads all turns once; then acts can be fitted on any part of the conversations. */
export function makeActTraining(
  conversations: readonly TrainingConversation[],
  heads: Record<Side, readonly Head[]>,
  factCount: number,
): ActTraining {
  const rows = {
    customer: turnRows(conversations, 'customer', heads.customer, factCount),
    agent: turnRows(conversations, 'agent', heads.agent, factCount),
  }
  return {
    fit(learnt) {
      const chosen = new Set(learnt)
      const side = (one: Side) => fitSide(rows[one], heads[one], chosen, factCount)
      return { customer: side('customer'), agent: side('agent') }
    },
  }
}

function fitSide(
  { vocabulary, rows, conversationOf, targets }: TurnRows,
  heads: readonly Head[],
  chosen: ReadonlySet<number>,
  factCount: number,
): ActModel {
  const learnt = Uint32Array.from(
    conversationOf.keys().filter((row) => chosen.has(conversationOf[row] ?? -1)),
  )
  const weights = targets.map((target) => fitLogistic(rows, target, learnt, settings.acts))
  return packActModel(
    heads.map(({ name }) => name),
    vocabulary,
    weights,
    factCount,
  )
}

/**
 * The acts of every conversation as marked by a model that has not seen its fold, so that what is fitted on them sees
 * what it will see in use.
 */
export function crossMarkActs(
  conversations: readonly TrainingConversation[],
  training: ActTraining,
  folds: Uint8Array,
): ActShares[] {
  const shares = new Array<ActShares>(conversations.length)
  for (const fold of new Set(folds)) {
    const model = training.fit(positionsOf(folds, fold, false))
    for (const position of positionsOf(folds, fold, true)) {
      const reading = conversations[position]?.reading
      if (reading !== undefined) shares[position] = markActs(model, reading)
    }
  }
  return shares
}
