import type { EvalSet, LabelledConversation } from '../domain/eval-set.ts'

/** What a certificate may rest on, and what of it keeps a judge from standing alone. */
export interface LabelsFit {
  /** The draws with a known probability, where there are enough of them; else all. */
  conversations: LabelledConversation[]
  because:
    | 'labelled_by_models'
    | 'labellers_unknown'
    | 'not_random'
    | 'unequal_probabilities'
    | 'not_blind'
    | null
}

/**
 * Which conversations of a set a criterion is certified on. Only random draws with a known, equal probability that were
 * labelled by people who had not seen the judge show what may stand without a person: STATISTICS, conventions and §4.
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
  return { conversations: used, because: hindrance(used, labelledBy, criterion, isDrawn) }
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
  const probabilities = new Set(used.map(({ selection }) => selection?.probability))
  if (probabilities.size > 1) return 'unequal_probabilities'
  return used.every((one) => isBlind(one, criterion)) ? null : 'not_blind'
}

function isDraw({ selection }: LabelledConversation): boolean {
  if (selection === undefined || selection.probability === null) return false
  return selection.how === 'random' || selection.how === 'stratified'
}

function isBlind({ labels }: LabelledConversation, criterion: string): boolean {
  return Object.values(labels[criterion] ?? {}).every(({ blind }) => blind === true)
}
