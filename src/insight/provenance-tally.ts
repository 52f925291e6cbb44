import type { Provenance } from '../domain/grade.ts'
import type { LocalText } from '../domain/language.ts'
import { byText } from './keep-top.ts'
import { type Mean, runningMean } from './running-mean.ts'

export interface ScorecardSummary {
  id: string
  version: number
  hash: string
  title: LocalText | null
  passMark: number | null
  conversations: number
  /** Of the conversations that have a total. */
  total: Mean
}

export interface ProvenanceSummary {
  scorecards: ScorecardSummary[]
  software: string[]
  /** First and last clock that deadlines were measured against; null where nothing was graded. */
  asOf: [string, string] | null
}

export function provenanceTally(): {
  add(provenance: Provenance, card: { title: LocalText; passMark: number } | null, total: number | null): void
  result(): ProvenanceSummary
} {
  const cards = new Map<
    string,
    { summary: Omit<ScorecardSummary, 'total'>; total: ReturnType<typeof runningMean> }
  >()
  const software = new Set<string>()
  let asOf: [string, string] | null = null
  return {
    add(provenance, card, total) {
      const { scorecard } = provenance
      const key = `${scorecard.id}@${scorecard.hash}`
      const known = cards.get(key) ?? {
        summary: {
          ...scorecard,
          title: card?.title ?? null,
          passMark: card?.passMark ?? null,
          conversations: 0,
        },
        total: runningMean(),
      }
      known.summary.conversations += 1
      if (total !== null) known.total.add(total)
      cards.set(key, known)
      software.add(provenance.software)
      asOf = widened(asOf, provenance.asOf)
    },
    result: () => ({
      scorecards: [...cards.values()]
        .map(({ summary, total }) => ({ ...summary, total: total.result() }))
        .sort((a, b) => b.conversations - a.conversations || byText(a.id, b.id)),
      software: [...software].sort(byText),
      asOf,
    }),
  }
}

/** Compared as instants: two clocks may carry different offsets. */
export function widened(range: [string, string] | null, at: string): [string, string] {
  if (range === null) return [at, at]
  const ms = Date.parse(at)
  return [ms < Date.parse(range[0]) ? at : range[0], ms > Date.parse(range[1]) ? at : range[1]]
}
