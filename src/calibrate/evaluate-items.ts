import type { Adjudication, EvalSet } from '../domain/eval-set.ts'
import { type FindingsById, type Item, itemsOf } from './compare-items.ts'
import type { MeasuredPart } from './measured-part.ts'

/** An item with what decides whether, and for how much, it counts. */
export interface EvaluatedItem extends Item {
  adjudication: Adjudication | null
  weight: number
  /** Somebody who labelled it had seen a judge's verdict. */
  isSeen: boolean
  /** It stands on the side of a split set that is kept. */
  isHeldOut: boolean
  /** No figure rests on it. */
  isTuningOnly: boolean
}

/** The items of one criterion, one for each conversation that counts and in the set's order. */
export interface EvaluatedCriterion {
  criterion: string
  items: EvaluatedItem[]
}

export interface AllItems extends EvaluatedCriterion {
  /** Those for tuning only too. */
  all: EvaluatedItem[]
}

/**
 * As `itemsOf`, with what each counts for. An item whose labels were given with a judge's verdict in view is for tuning
 * only, and among `items` as good as not labelled, unless all are so, since then there is nothing else.
 */
export function evaluatedItems(
  set: EvalSet,
  { isMeasured, weights }: MeasuredPart,
  findings: FindingsById,
  criterion: string,
): AllItems {
  const all = itemsOf(set, findings, criterion).map((item, at): EvaluatedItem => {
    const { adjudicated = {}, side } = set.conversations[at] ?? {}
    const adjudication = Object.hasOwn(adjudicated, criterion) ? (adjudicated[criterion] ?? null) : null
    const labels = [...Object.values(item.byRater), ...(adjudication === null ? [] : [adjudication])]
    return {
      ...item,
      adjudication,
      weight: weights[at] ?? 1,
      isSeen: labels.some(({ blind }) => blind === false),
      isHeldOut: set.test === 'split' && side === 'holdout',
      isTuningOnly: isMeasured[at] === false,
    }
  })
  const measured = all.filter((item) => !item.isTuningOnly)
  const nothingElse = measured.every((item) => item.isSeen || !isLabelled(item))
  if (nothingElse) return { criterion, all, items: measured }
  return {
    criterion,
    all: all.map((item) => (item.isSeen ? { ...item, isTuningOnly: true } : item)),
    items: measured.map((item) =>
      item.isSeen ? { ...item, byRater: {}, adjudication: null, reference: null } : item,
    ),
  }
}

export function isLabelled({ byRater, adjudication }: EvaluatedItem): boolean {
  return adjudication !== null || Object.keys(byRater).length > 0
}
