import type { Evidence } from '../domain/finding.ts'
import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import { byText, keepTop } from './keep-top.ts'
import { type ContextTurn, quoteInContext } from './quote-in-context.ts'
import { type Unconfirmed, unconfirmedOf } from './unconfirmed.ts'

/** Conversations listed; grades.csv has them all. */
const MOST_LISTED = 50
/** Instructing turns quoted per conversation. */
const MOST_QUOTED = 3

export type ReviewReason = Grade['review']['reasons'][number]

/** In the order of the list: what reads like an attempt on the judge first, as red lines have a list of their own. */
export const REVIEW_REASONS: readonly ReviewReason[] = [
  'instructs_judge',
  'red_line',
  'below_threshold',
  'assist',
]

/** A conversation that a person has to look at. */
export interface ForReview {
  transcriptId: string
  startedAt: string | null
  agents: string[]
  reasons: ReviewReason[]
  /** Criteria of the red lines that await a person. */
  redLines: string[]
  total: number | null
  unconfirmed: Unconfirmed | null
  /** Turns that try to tell the judge what to decide, marked whole, with those around them. */
  instructing: ContextTurn[]
  /** Instructing turns beyond those quoted. */
  moreInstructing: number
}

export interface ReviewSummary {
  needed: number
  /** Conversations per reason; one may have several. */
  reasons: Record<ReviewReason, number>
  /**
   * Conversations that need it only because a person confirms every verdict of some criteria. They may be the whole
   * day, so they are counted and not listed.
   */
  onlyAssist: number
  conversations: ForReview[]
  /** How many more there are than are listed, those of `onlyAssist` aside. */
  more: number
  /** Conversations too long for one request, and the most parts that one was read in. */
  windowed: { conversations: number; mostWindows: number }
}

export interface ReviewTally {
  add(grade: Grade, transcript: Transcript): void
  result(): ReviewSummary
}

/** What is routed to a person and why, and what a model had to read in parts. */
export function reviewTally(): ReviewTally {
  const reasons = { red_line: 0, instructs_judge: 0, below_threshold: 0, assist: 0 }
  const windowed = { conversations: 0, mostWindows: 0 }
  let needed = 0
  let onlyAssist = 0
  const listed = keepTop<Pick<ForReview, 'reasons' | 'transcriptId'>, ForReview>(
    MOST_LISTED,
    (a, b) => rank(a.reasons) - rank(b.reasons) || byText(a.transcriptId, b.transcriptId),
  )
  return {
    add(grade, transcript) {
      const { review, reading, transcriptId } = grade
      if (reading !== undefined && reading.windows > 1) {
        windowed.conversations += 1
        windowed.mostWindows = Math.max(windowed.mostWindows, reading.windows)
      }
      if (!review.needed) return
      needed += 1
      for (const reason of review.reasons) reasons[reason] += 1
      if (review.reasons.every((reason) => reason === 'assist')) onlyAssist += 1
      else listed.offer({ reasons: review.reasons, transcriptId }, () => forReview(grade, transcript))
    },
    result: () => {
      const conversations = listed.list()
      return {
        needed,
        reasons: { ...reasons },
        conversations,
        onlyAssist,
        more: needed - onlyAssist - conversations.length,
        windowed: { ...windowed },
      }
    },
  }
}

function rank(reasons: readonly ReviewReason[]): number {
  const at = REVIEW_REASONS.findIndex((reason) => reasons.includes(reason))
  return at === -1 ? REVIEW_REASONS.length : at
}

function forReview(grade: Grade, transcript: Transcript): ForReview {
  const instructing = grade.reading?.instructingTurns ?? []
  const quoted = instructing.slice(0, MOST_QUOTED)
  return {
    transcriptId: grade.transcriptId,
    startedAt: grade.conversation.startedAt,
    agents: grade.agents.map(({ id, name }) => name ?? id),
    reasons: REVIEW_REASONS.filter((reason) => grade.review.reasons.includes(reason)),
    redLines: grade.redLines.filter(({ state }) => state === 'provisional').map(({ criterion }) => criterion),
    total: grade.total,
    unconfirmed: unconfirmedOf(grade),
    instructing: quoteInContext(
      quoted.map((turn) => wholeTurn(turn, transcript)),
      transcript,
    ),
    moreInstructing: instructing.length - quoted.length,
  }
}

function wholeTurn(turn: number, { turns }: Transcript): Evidence {
  return { turn, start: 0, end: turns[turn - 1]?.text.length ?? 0, quote: null }
}
