import type { ActShares } from '../act-model.ts'
import type { StatedFigures } from '../figures/stated-figures.ts'
import type { Reading, Side } from '../reading.ts'
import { headSummaries, headSummaryNames } from './head-summaries.ts'
import { makeActLookUp, ORDER_NAMES, orderOfActs } from './order-of-acts.ts'
import { STRUCTURE_NAMES, structure } from './structure.ts'

export interface ConversationFeatures {
  names: readonly string[]
  /** All that a criterion may rest on, in the order of `names`. */
  read(reading: Reading, shares: ActShares): Float64Array
}

/** Puts together what the criteria are decided from: the acts, their order, the structure, and the figures. */
export function makeConversationFeatures(
  heads: Record<Side, readonly string[]>,
  figures: StatedFigures,
): ConversationFeatures {
  const lookUp = makeActLookUp(heads)
  const names = [
    ...headSummaryNames(heads.agent),
    ...headSummaryNames(heads.customer),
    ...ORDER_NAMES,
    ...STRUCTURE_NAMES,
    ...figures.names,
  ]
  return {
    names,
    read(reading, shares) {
      const row = new Float64Array(names.length)
      let at = headSummaries(reading, shares, 'agent', heads.agent.length, row, 0)
      at = headSummaries(reading, shares, 'customer', heads.customer.length, row, at)
      at = orderOfActs(reading, shares, lookUp, row, at)
      at = structure(reading, row, at)
      row.set(figures.read(reading.turns), at)
      return row
    },
  }
}
