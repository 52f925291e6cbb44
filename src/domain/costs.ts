import type { Usage } from './usage.ts'

/** What the cost of calls to models is summed by. */
export const COSTS_BY = ['day', 'batch', 'criterion', 'model', 'outcome'] as const
export type CostsBy = (typeof COSTS_BY)[number]

/** A sum over calls. */
export interface CostSum extends Usage {
  /** Of the requests, those whose price is not known; with any of them, `costUsd` and `savedUsd` are null. */
  unpriced: number
}

export interface Costs {
  by: CostsBy
  /** Days in order; everything else the dearest first. */
  rows: CostRow[]
  total: CostSum
}

export interface CostRow extends CostSum {
  /** The day, batch id, criterion id, PROVIDER:MODEL or outcome; null for calls that belong to none. */
  key: string | null
}
