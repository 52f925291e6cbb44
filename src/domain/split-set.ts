import { contentHash } from './content-hash.ts'
import type { EvalSet, LabelledConversation, Side } from './eval-set.ts'
import { findLeaks } from './find-leaks.ts'

export interface Split {
  /** By the conversation's id. */
  sides: Map<string, Side>
  /** Conversations that belong to both sides by what they are alike to; they serve neither. */
  between: string[]
}

/**
 * Deals a set's conversations to the sides, about half to each. What belongs together stays together: a group of the
 * set, one customer's conversations, and those that are nearly the same. Families are taken in the order of their
 * least content hash, each to the side that has fewer conversations, so the same set is always split the same way.
 * @param known where conversations are already: they stay there, and draw their families after them
 */
export function splitSet(
  { conversations }: Pick<EvalSet, 'conversations'>,
  known: ReadonlyMap<string, Side> = new Map(),
): Split {
  const split: Split = { sides: new Map(), between: [] }
  const counts: Record<Side, number> = { tune: 0, holdout: 0 }
  const deal = (family: readonly LabelledConversation[], side: Side) => {
    for (const { transcript } of family) {
      split.sides.set(transcript.id, side)
      counts[side] += 1
    }
  }
  const open: { hash: string; family: LabelledConversation[] }[] = []
  for (const family of familiesOf(conversations)) {
    const drawn = new Set(family.flatMap(({ transcript }) => known.get(transcript.id) ?? []))
    const [side] = drawn
    if (side !== undefined && drawn.size === 1) deal(family, side)
    else if (drawn.size === 0) open.push({ hash: leastHash(family), family })
    else
      for (const conversation of family) {
        const stays = known.get(conversation.transcript.id)
        if (stays === undefined) split.between.push(conversation.transcript.id)
        else deal([conversation], stays)
      }
  }
  open.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  for (const { family } of open) deal(family, counts.holdout < counts.tune ? 'holdout' : 'tune')
  return split
}

function leastHash(family: readonly LabelledConversation[]): string {
  const hashes = family.map(({ transcript }) => contentHash(transcript)).sort()
  return hashes[0] ?? ''
}

/** Conversations that must stay on one side, joined over groups, customers and likeness. */
function familiesOf(conversations: readonly LabelledConversation[]): LabelledConversation[][] {
  const parents = conversations.map((_, at) => at)
  const root = (at: number): number => {
    let top = at
    for (let up = parents[top] ?? top; up !== top; up = parents[top] ?? top) top = up
    parents[at] = top
    return top
  }
  const join = (a: number, b: number) => {
    parents[root(a)] = root(b)
  }
  const places = new Map<string, number>()
  const joinBy = (key: string, at: number) => {
    const first = places.get(key)
    if (first === undefined) places.set(key, at)
    else join(first, at)
  }
  for (const [at, { transcript, group }] of conversations.entries()) {
    joinBy(`group ${group}`, at)
    if (transcript.customer !== undefined) joinBy(`customer ${transcript.customer.id}`, at)
  }
  const placeOf = new Map(conversations.map(({ transcript }, at) => [transcript.id, at]))
  for (const { a, b } of findLeaks(
    { conversations: [...conversations] },
    { conversations: [...conversations] },
  )) {
    const [first, second] = [placeOf.get(a), placeOf.get(b)]
    if (first !== undefined && second !== undefined && first !== second) join(first, second)
  }
  const families = new Map<number, LabelledConversation[]>()
  for (const [at, conversation] of conversations.entries()) {
    const top = root(at)
    const family = families.get(top)
    if (family === undefined) families.set(top, [conversation])
    else family.push(conversation)
  }
  return [...families.values()]
}
