import { contentHash } from './content-hash.ts'
import type { EvalSet, LabelledConversation, Side } from './eval-set.ts'
import { type Family, familiesOf } from './families-of.ts'

/** What keeps a conversation from a side: one on each that it belongs with, by their ids. */
export type Between = { id: string } & Record<Side, string>

export interface Split {
  /** By the conversation's id. */
  sides: Map<string, Side>
  /** Conversations that belong to both sides by what they are alike to; they serve neither. */
  between: Between[]
  /** Conversations that belong together and stand on both sides already: one of each side, by family. */
  torn: Record<Side, string>[]
  families: number
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
  const families = familiesOf(conversations)
  const split: Split = { sides: new Map(), between: [], torn: [], families: families.length }
  const counts: Record<Side, number> = { tune: 0, holdout: 0 }
  const deal = (family: readonly LabelledConversation[], side: Side) => {
    for (const { transcript } of family) {
      split.sides.set(transcript.id, side)
      counts[side] += 1
    }
  }
  const open: { hash: string; family: Family }[] = []
  for (const family of families) {
    const settled = family.members.filter(({ transcript }) => known.has(transcript.id))
    const on = (side: Side) => settled.filter(({ transcript }) => known.get(transcript.id) === side)
    const [tune, holdout] = [on('tune'), on('holdout')]
    if (tune.length === 0 && holdout.length === 0) open.push({ hash: leastHash(family), family })
    else if (holdout.length === 0) deal(family.members, 'tune')
    else if (tune.length === 0) deal(family.members, 'holdout')
    else {
      deal(tune, 'tune')
      deal(holdout, 'holdout')
      parted(family, { tune, holdout }, split)
    }
  }
  open.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  for (const { family } of open) deal(family.members, counts.holdout < counts.tune ? 'holdout' : 'tune')
  return split
}

/** Notes of a family on both sides which of it can be on neither, and where it belongs together across them. */
function parted(
  { members, neighbours }: Family,
  settled: Record<Side, LabelledConversation[]>,
  { between, torn }: Split,
): void {
  const ids = {
    tune: settled.tune.map(({ transcript }) => transcript.id),
    holdout: settled.holdout.map(({ transcript }) => transcript.id),
  }
  const nearest = (id: string, side: Side) =>
    ids[side].find((other) => neighbours.get(id)?.has(other)) ?? ids[side][0] ?? ''
  const settledIds = new Set([...ids.tune, ...ids.holdout])
  for (const { transcript } of members) {
    const { id } = transcript
    if (!settledIds.has(id)) between.push({ id, tune: nearest(id, 'tune'), holdout: nearest(id, 'holdout') })
  }
  const across = ids.tune.find((id) => ids.holdout.some((other) => neighbours.get(id)?.has(other)))
  if (across !== undefined) torn.push({ tune: across, holdout: nearest(across, 'holdout') })
}

function leastHash({ members }: Family): string {
  const hashes = members.map(({ transcript }) => contentHash(transcript)).sort()
  return hashes[0] ?? ''
}
