import { PASSING_CAUSES, UnscoredReason } from '../domain/finding.ts'
import type { CriterionFacts } from './card-facts.ts'
import type { CriterionSummary } from './criterion-tally.ts'
import { byText } from './keep-top.ts'

export interface NotAssessed {
  reason: UnscoredReason
  /** A plain rerun asks for these again. */
  askedAgain: boolean
  findings: number
  criteria: { id: string; title: CriterionFacts['title']; count: number }[]
}

/** Findings without a verdict, by reason and then by criterion, most first. */
export function notAssessed(criteria: readonly CriterionSummary[]): NotAssessed[] {
  const reasons = new Map<UnscoredReason, NotAssessed>()
  for (const { id, title, unscored } of criteria) {
    for (const reason of UnscoredReason.options) {
      const count = unscored[reason] ?? 0
      if (count === 0) continue
      const entry = reasons.get(reason) ?? unseen(reason)
      entry.findings += count
      entry.criteria.push({ id, title, count })
      reasons.set(reason, entry)
    }
  }
  for (const entry of reasons.values()) entry.criteria.sort((a, b) => b.count - a.count || byText(a.id, b.id))
  return [...reasons.values()].sort((a, b) => b.findings - a.findings || byText(a.reason, b.reason))
}

function unseen(reason: UnscoredReason): NotAssessed {
  return { reason, askedAgain: PASSING_CAUSES.has(reason), findings: 0, criteria: [] }
}
