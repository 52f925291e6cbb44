import type { Grade } from '../domain/grade.ts'
import { byText } from './keep-top.ts'
import { STANDINGS, type StandingCounts, standingCounts } from './standing-counts.ts'

/** A judge, as the grades name it, and what it decided. */
export interface JudgeSummary {
  judge: string
  /** For the built-in judge: its weights. */
  model: string | null
  /** How many labelled conversations taught it, and whose labels they were; null where the grades do not say. */
  trainedOn: { conversations: number; labelledBy: string[] } | null
  /** The certificates that its findings stand by, sorted. */
  certificates: string[]
  conversations: number
  /** Its passes and fails by how they stand; those that are off do not count. */
  standings: StandingCounts
}

export interface JudgeTally {
  add(grade: Grade): void
  /** The one that graded most comes first. */
  result(): JudgeSummary[]
}

interface Tally extends Omit<JudgeSummary, 'certificates'> {
  certificates: Set<string>
}

export function judgeTally(): JudgeTally {
  const judges = new Map<string, Tally>()
  return {
    add({ provenance, findings }) {
      const { judge, model, certificate } = provenance
      const key = JSON.stringify([judge, model])
      const known = judges.get(key) ?? {
        judge,
        model,
        trainedOn: trainingOf(provenance),
        certificates: new Set(),
        conversations: 0,
        standings: standingCounts(),
      }
      judges.set(key, known)
      known.conversations += 1
      for (const id of certificate?.split('+') ?? []) known.certificates.add(id)
      const counts = standingCounts(findings)
      for (const standing of STANDINGS) known.standings[standing] += counts[standing]
    },
    result: () =>
      [...judges.values()]
        .map((one) => ({
          ...one,
          certificates: [...one.certificates].sort(byText),
          standings: { ...one.standings },
        }))
        .sort(
          (a, b) =>
            b.conversations - a.conversations ||
            byText(a.judge, b.judge) ||
            byText(a.model ?? '', b.model ?? ''),
        ),
  }
}

function trainingOf({ params }: Grade['provenance']): JudgeSummary['trainedOn'] {
  const { trainedOnConversations: conversations, labelledBy } = params
  if (typeof conversations !== 'number' || typeof labelledBy !== 'string') return null
  return { conversations, labelledBy: labelledBy.split('+') }
}
