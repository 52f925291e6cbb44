import type { Grade } from '../domain/grade.ts'
import type { Marks, Mood } from '../domain/marks.ts'
import { byText, keepTop } from './keep-top.ts'
import { type Unconfirmed, unconfirmedOf } from './unconfirmed.ts'

const MOST_LISTED = 10

export type NeedSolved = Marks['needSolved']['answer']
export type MoodName = Mood['answer']

/** From worst to best. */
export const MOODS: readonly MoodName[] = ['upset', 'neutral', 'pleased']

/** A conversation that the customer left upset and with the need open. */
export interface LeftOpen {
  transcriptId: string
  startedAt: string | null
  agents: string[]
  /** That the need was solved all the same. */
  probability: number
  start: MoodName | null
  total: number | null
  unconfirmed: Unconfirmed | null
}

/** What judges noted beside the criteria. None of it is in any score. */
export interface MarksSummary {
  /** Conversations with marks, and without. */
  marked: number
  unmarked: number
  needSolved: Record<NeedSolved, number>
  mood: {
    /** Conversations whose mood is known at both ends. */
    n: number
    start: Record<MoodName, number>
    end: Record<MoodName, number>
    /** How those who began upset left. */
    upsetThen: Record<MoodName, number>
    better: number
    worse: number
    same: number
  }
  leftOpen: {
    n: number
    /** The surest first. */
    conversations: LeftOpen[]
  }
}

export interface MarksTally {
  add(grade: Grade): void
  result(): MarksSummary
}

export function marksTally(): MarksTally {
  const counts = { marked: 0, unmarked: 0, leftOpen: 0 }
  const needSolved = { yes: 0, no: 0, unclear: 0 }
  /** By the mood at the start, then by that at the end. */
  const moods = { upset: none(), neutral: none(), pleased: none() }
  const leftOpen = keepTop<Pick<LeftOpen, 'probability' | 'transcriptId'>, LeftOpen>(
    MOST_LISTED,
    (a, b) => a.probability - b.probability || byText(a.transcriptId, b.transcriptId),
  )
  return {
    add(grade) {
      const { marks } = grade
      if (marks === null) {
        counts.unmarked += 1
        return
      }
      counts.marked += 1
      needSolved[marks.needSolved.answer] += 1
      const { start, end } = marks.mood
      if (start !== null && end !== null) moods[start.answer][end.answer] += 1
      if (marks.needSolved.answer !== 'no' || end?.answer !== 'upset') return
      counts.leftOpen += 1
      const { transcriptId } = grade
      const { probability } = marks.needSolved
      leftOpen.offer({ probability, transcriptId }, () => leftOpenOf(grade, marks))
    },
    result: () => ({
      marked: counts.marked,
      unmarked: counts.unmarked,
      needSolved: { ...needSolved },
      mood: moodSummary(moods),
      leftOpen: { n: counts.leftOpen, conversations: leftOpen.list() },
    }),
  }
}

function none(): Record<MoodName, number> {
  return { upset: 0, neutral: 0, pleased: 0 }
}

function leftOpenOf(grade: Grade, marks: Marks): LeftOpen {
  const { transcriptId, conversation, agents, total } = grade
  return {
    transcriptId,
    startedAt: conversation.startedAt,
    agents: agents.map(({ id, name }) => name ?? id),
    probability: marks.needSolved.probability,
    start: marks.mood.start?.answer ?? null,
    total,
    unconfirmed: unconfirmedOf(grade),
  }
}

function moodSummary(moods: Record<MoodName, Record<MoodName, number>>): MarksSummary['mood'] {
  const summary = { n: 0, start: none(), end: none(), better: 0, worse: 0, same: 0 }
  for (const [from, start] of MOODS.entries())
    for (const [to, end] of MOODS.entries()) {
      const n = moods[start][end]
      summary.n += n
      summary.start[start] += n
      summary.end[end] += n
      summary[to > from ? 'better' : to < from ? 'worse' : 'same'] += n
    }
  return { ...summary, upsetThen: { ...moods.upset } }
}
