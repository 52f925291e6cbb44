import type { EvalSet, LabelledConversation } from '../domain/eval-set.ts'
import settings from './standing-settings.json' with { type: 'json' }

/** What a certificate may rest on, and what of it keeps a judge from standing alone. */
export interface LabelsFit {
  /** The draws with a known probability, where there are enough of them; else all. */
  conversations: LabelledConversation[]
  /** Draws that nobody labelled on the criterion. */
  unlabelled: number
  because:
    | 'labelled_by_models'
    | 'labellers_unknown'
    | 'not_random'
    | 'unequal_probabilities'
    | 'not_blind'
    | 'labels_missing'
    | 'looked_at_before'
    | 'levels'
    | 'looks_spent'
    | null
}

/**
 * Which conversations of a set a criterion is certified on. Only random draws with a known, equal probability that were
 * labelled by people who had not seen the judge show what may stand without a person: STATISTICS, conventions and §4.
 * What is left unlabelled of a draw may be what is hard, so more than a twentieth of it hinders too.
 * @param fewest draws from which on the others are left out
 */
export function labelsFitFor(
  { conversations, labelledBy }: Pick<EvalSet, 'conversations' | 'labelledBy'>,
  criterion: string,
  fewest: number,
): LabelsFit {
  const labelled = conversations.filter(({ labels }) => Object.hasOwn(labels, criterion))
  const drawn = labelled.filter(isDraw)
  const isDrawn = drawn.length >= fewest
  const used = isDrawn ? drawn : labelled
  const unlabelled = isDrawn ? conversations.filter(isDraw).length - drawn.length : 0
  const isMissing = unlabelled > settings.mostUnlabelled * (drawn.length + unlabelled)
  const because = hindrance(used, labelledBy, criterion, isDrawn) ?? (isMissing ? 'labels_missing' : null)
  return { conversations: used, unlabelled, because }
}

function hindrance(
  used: readonly LabelledConversation[],
  labelledBy: EvalSet['labelledBy'],
  criterion: string,
  isDrawn: boolean,
): LabelsFit['because'] {
  if (labelledBy === 'models') return 'labelled_by_models'
  if (labelledBy === 'unknown') return 'labellers_unknown'
  if (!isDrawn) return 'not_random'
  if (!haveEqualProbabilities(used)) return 'unequal_probabilities'
  return used.every((one) => isBlind(one, criterion)) ? null : 'not_blind'
}

function isDraw({ selection }: LabelledConversation): boolean {
  if (selection === undefined || selection.probability === null) return false
  return selection.how === 'random' || selection.how === 'stratified'
}

/** Probabilities may have been worked out in different ways: the same up to a billionth is the same. */
function haveEqualProbabilities(used: readonly LabelledConversation[]): boolean {
  const first = used[0]?.selection?.probability ?? 1
  return used.every(({ selection }) => Math.abs((selection?.probability ?? 1) / first - 1) < 1e-9)
}

/** A settled verdict counts before those of the raters, so whoever settled it may have seen no judge's either. */
function isBlind({ labels, adjudicated = {} }: LabelledConversation, criterion: string): boolean {
  const given = Object.values(labels[criterion] ?? {})
  const settled = Object.hasOwn(adjudicated, criterion) ? adjudicated[criterion] : undefined
  return [...given, ...(settled === undefined ? [] : [settled])].every(({ blind }) => blind === true)
}
