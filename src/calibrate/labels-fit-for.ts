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

/** A verdict that overrules raters who all said the same was not settled between them: who knows what its giver saw. */
function isBlind({ labels, adjudicated = {} }: LabelledConversation, criterion: string): boolean {
  const given = Object.values(labels[criterion] ?? {})
  const settled = Object.hasOwn(adjudicated, criterion) ? adjudicated[criterion]?.verdict : undefined
  const said = new Set(given.map(({ verdict }) => verdict))
  const isOverruled = settled !== undefined && said.size === 1 && !said.has(settled)
  return !isOverruled && given.every(({ blind }) => blind === true)
}
