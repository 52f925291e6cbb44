import type { Grade } from '../domain/grade.ts'
import { byText } from './keep-top.ts'

/** A judge, as the grades name it, and what it decided. */
export interface JudgeSummary {
  judge: string
  /** For the built-in judge: its weights. */
  model: string | null
  /** How many labelled conversations taught it, and whose labels they were; null where the grades do not say. */
  trainedOn: { conversations: number; labelledBy: string[] } | null
  /** Names what shows how far people's scores bear it out; null where nothing does. */
  certificate: string | null
  conversations: number
  /** Its passes and fails that no certificate covers: they count, and are flagged. */
  uncertified: number
}

export interface JudgeTally {
  add(grade: Grade): void
  /** The one that graded most comes first. */
  result(): JudgeSummary[]
}

export function judgeTally(): JudgeTally {
  const judges = new Map<string, JudgeSummary>()
  return {
    add({ provenance, findings }) {
      const { judge, model, certificate } = provenance
      const key = JSON.stringify([judge, model, certificate])
      const known = judges.get(key) ?? {
        judge,
        model,
        trainedOn: trainingOf(provenance),
        certificate,
        conversations: 0,
        uncertified: 0,
      }
      known.conversations += 1
      for (const { standing, verdict } of findings)
        if (standing === 'uncertified' && (verdict === 'pass' || verdict === 'fail')) known.uncertified += 1
      judges.set(key, known)
    },
    result: () =>
      [...judges.values()]
        .map((one) => ({ ...one }))
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
