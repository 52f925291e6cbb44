import { type LabelledConversation, type LabelVerdict, referenceOf } from '../../../domain/eval-set.ts'
import { momentOf } from '../moment-of.ts'
import type { ReadTurn, Side } from '../reading.ts'

/** What one side's turns are marked with: an act, or the moment that a criterion's verdict rests on. */
export interface Head {
  name: string
  /** Whether the turn is marked with it. */
  marks(conversation: LabelledConversation, turn: ReadTurn): boolean
}

/** Fewer marked turns than this teach nothing that holds. */
const FEWEST_ACTS = 20
const FEWEST_MOMENTS = 50
/** A pass rests on a moment only if raters name turns for most of them. */
const NAMED_SHARE = 0.8

/** The heads of one side that the set has enough marked turns for. */
export function headsOf(conversations: readonly LabelledConversation[], side: Side): Head[] {
  return [...actHeads(conversations, side), ...(side === 'agent' ? momentHeads(conversations) : [])]
}

function actHeads(conversations: readonly LabelledConversation[], side: Side): Head[] {
  const counts = new Map<string, number>()
  for (const { transcript, acts } of conversations) {
    if (acts === null) continue
    for (const { id, role } of transcript.turns) {
      if (role !== side) continue
      for (const act of acts[id] ?? []) counts.set(act, (counts.get(act) ?? 0) + 1)
    }
  }
  const names = [...counts].filter(([, count]) => count >= FEWEST_ACTS).map(([name]) => name)
  return names.sort().map((name) => ({
    name,
    marks: ({ acts }, { turn }) => acts?.[turn.id]?.includes(name) ?? false,
  }))
}

function momentHeads(conversations: readonly LabelledConversation[]): Head[] {
  const criteria = [...new Set(conversations.flatMap(({ labels }) => Object.keys(labels)))].sort()
  return criteria.flatMap((criterion) =>
    (['fail', 'pass'] as const).flatMap((verdict) => {
      const given = conversations.filter((one) => referenceOf(one, criterion) === verdict)
      const named = given.map((one) => turnsNamed(one, criterion, verdict).size)
      const turns = named.reduce((sum, count) => sum + count, 0)
      const share = named.filter((count) => count > 0).length / Math.max(1, given.length)
      if (turns < FEWEST_MOMENTS || share < NAMED_SHARE) return []
      return [
        {
          name: momentOf(criterion, verdict),
          marks: (one: LabelledConversation, { turn }: ReadTurn) =>
            referenceOf(one, criterion) === verdict && turnsNamed(one, criterion, verdict).has(turn.id),
        },
      ]
    }),
  )
}

/** Turns that any rater with this verdict named. */
export function turnsNamed(
  { labels }: LabelledConversation,
  criterion: string,
  verdict: LabelVerdict,
): Set<number> {
  const turns = new Set<number>()
  for (const label of Object.values(labels[criterion] ?? {}))
    if (label.verdict === verdict) for (const turn of label.turns) turns.add(turn)
  return turns
}
