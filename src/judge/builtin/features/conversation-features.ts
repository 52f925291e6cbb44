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

/** Puts together what the criteria are decided from: the acts, their order, the structure, and the words used. */
export function makeConversationFeatures(
  heads: Record<Side, readonly string[]>,
  categories: readonly string[],
  figures: StatedFigures,
): ConversationFeatures {
  const lookUp = makeActLookUp(heads)
  const names = [
    ...headSummaryNames(heads.agent),
    ...headSummaryNames(heads.customer),
    ...ORDER_NAMES,
    ...STRUCTURE_NAMES,
    ...figures.names,
    ...categories.map((category) => `agent says ${category}`),
    ...categories.map((category) => `customer says ${category}`),
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
      at += figures.names.length
      at = wordShares(reading, 'agent', categories.length, row, at)
      wordShares(reading, 'customer', categories.length, row, at)
      return row
    },
  }
}

/** The share of a side's turns in which each category of the lexicon is hit. Gives where it wrote on. */
function wordShares(
  { turns, of }: Reading,
  side: Side,
  categories: number,
  row: Float64Array,
  from: number,
): number {
  const each = 1 / Math.max(1, of[side].length)
  for (const index of of[side]) {
    for (const category of turns[index]?.said ?? []) row[from + category] = (row[from + category] ?? 0) + each
  }
  return from + categories
}
