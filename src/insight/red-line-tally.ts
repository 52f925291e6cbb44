import type { FoundRedLine, Grade } from '../domain/grade.ts'
import type { LocalText } from '../domain/language.ts'
import { type Unconfirmed, unconfirmedOf } from './unconfirmed.ts'

/** Conversations listed per red line; grades.csv has them all. */
const MOST_LISTED = 50

export interface RedLineSummary {
  id: string
  title: LocalText | null
  /** Conversations with it, dismissed ones left out. */
  found: number
  states: Record<FoundRedLine['state'], number>
  conversations: {
    transcriptId: string
    startedAt: string | null
    agents: string[]
    state: FoundRedLine['state']
    total: number | null
    unconfirmed: Unconfirmed | null
    totalIfConfirmed: number | null
  }[]
  /** How many more were found than are listed. */
  more: number
}

export function redLineTally(): {
  add(line: FoundRedLine, grade: Grade, title: LocalText | null): void
  result(): RedLineSummary[]
} {
  const tallies = new Map<string, RedLineSummary>()
  return {
    add({ criterion, state }, grade, title) {
      const tally = tallies.get(criterion) ?? empty(criterion, title)
      tallies.set(criterion, tally)
      tally.states[state] += 1
      if (state === 'dismissed') return
      tally.found += 1
      if (tally.conversations.length === MOST_LISTED) {
        tally.more += 1
        return
      }
      const { transcriptId, conversation, total, totalIfConfirmed } = grade
      const agents = grade.agents.map(({ id, name }) => name ?? id)
      const { startedAt } = conversation
      const unconfirmed = unconfirmedOf(grade)
      tally.conversations.push({
        transcriptId,
        startedAt,
        agents,
        state,
        total,
        unconfirmed,
        totalIfConfirmed,
      })
    },
    result: () => [...tallies.values()].sort((a, b) => b.found - a.found),
  }
}

function empty(id: string, title: LocalText | null): RedLineSummary {
  return {
    id,
    title,
    found: 0,
    states: { provisional: 0, confirmed: 0, dismissed: 0 },
    conversations: [],
    more: 0,
  }
}
