import { type EvalSet, type Label, type LabelledConversation, labelledCriteria } from '../domain/eval-set.ts'
import type { RaterDisagreement } from '../domain/rater-disagreement.ts'
import type { KeptSet } from '../domain/rater-scores.ts'

/**
 * Where raters gave different verdicts and nothing was settled, criterion by criterion, in the order of the set.
 * A majority settles nothing here: those who decide see every one.
 */
export function listRaterDisagreements(set: Pick<EvalSet, 'conversations'>): RaterDisagreement[] {
  return labelledCriteria(set).flatMap((criterion) =>
    set.conversations.flatMap((conversation) => {
      const { labels, adjudicated = {} } = conversation
      const byRater = Object.hasOwn(labels, criterion) ? (labels[criterion] ?? {}) : {}
      const isOpen = ratersDiffer(Object.values(byRater)) && !Object.hasOwn(adjudicated, criterion)
      return isOpen ? [disagreement(criterion, conversation, byRater)] : []
    }),
  )
}

/** How many there are in a set as it is kept. */
export function countOpenDisagreements({ conversations }: KeptSet): number {
  const open = Array.from(conversations.values(), ({ labels, settled }) =>
    [...labels].filter(([criterion, byRater]) => ratersDiffer(byRater.values()) && !settled.has(criterion)),
  )
  return open.flat().length
}

function ratersDiffer(labels: Iterable<Pick<Label, 'verdict'>>): boolean {
  return new Set(Array.from(labels, ({ verdict }) => verdict)).size > 1
}

function disagreement(
  criterion: string,
  { transcript }: LabelledConversation,
  byRater: Readonly<Record<string, Label>>,
): RaterDisagreement {
  const raters = Object.entries(byRater).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    criterion,
    transcriptId: transcript.id,
    raters: raters.map(([rater, { turns, confidence: _confidence, ...label }]) => ({
      rater,
      ...label,
      turns: turns.flatMap((turn) => {
        const said = transcript.turns[turn - 1]
        return said === undefined ? [] : [{ turn, role: said.role, text: said.text }]
      }),
    })),
  }
}
