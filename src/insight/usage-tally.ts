import type { Grade } from '../domain/grade.ts'
import { addUsage, NO_USAGE, type Usage } from '../domain/usage.ts'

/** What asking models about some conversations took. */
export interface UsageSum extends Usage {
  /** Conversations that a model was asked about. */
  conversations: number
  /** Of them: those whose cost is unknown. With one of these, `costUsd` and `savedUsd` are null. */
  unpriced: number
}

export interface UsageSummary {
  /** Of all grades of the day, whichever run the money was spent in. */
  all: UsageSum
  /** What this run spent, on new grades and on asking again for kept ones. */
  now: UsageSum
}

export interface UsageTally {
  /** `spent` of the grade's usage was spent in this run. */
  add(grade: Grade, spent: Usage): void
  result(): UsageSummary
}

/** Sums the usage that the grades themselves carry: a grade that was asked again carries that too. */
export function usageTally(): UsageTally {
  let all = nothing()
  let now = nothing()
  return {
    add({ usage }, spent) {
      if (usage.requests > 0) all = withOne(all, usage)
      if (spent.requests > 0) now = withOne(now, spent)
    },
    result: () => ({ all, now }),
  }
}

function nothing(): UsageSum {
  return { ...NO_USAGE, conversations: 0, unpriced: 0 }
}

function withOne(sum: UsageSum, usage: Usage): UsageSum {
  return {
    ...addUsage(sum, usage),
    conversations: sum.conversations + 1,
    unpriced: sum.unpriced + Number(usage.costUsd === null),
  }
}
