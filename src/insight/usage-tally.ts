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
  /** Of the grades made in this run. What this run spent on asking again for a kept grade is in `all` alone. */
  graded: UsageSum
}

export interface UsageTally {
  add(grade: Grade, outcome: 'graded' | 'kept'): void
  result(): UsageSummary
}

/** Sums the usage that the grades themselves carry: a grade that was asked again carries that too. */
export function usageTally(): UsageTally {
  let all = nothing()
  let graded = nothing()
  return {
    add({ usage }, outcome) {
      if (usage.requests === 0) return
      all = withOne(all, usage)
      if (outcome === 'graded') graded = withOne(graded, usage)
    },
    result: () => ({ all, graded }),
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
