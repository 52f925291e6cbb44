import type { LabelledConversation } from './eval-set.ts'
import { findCopies } from './find-copies.ts'
import { findLeaks } from './find-leaks.ts'

/** Conversations that must stay on one side, and for each of them, by id, those it is joined to directly. */
export interface Family {
  members: LabelledConversation[]
  neighbours: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Joins conversations over groups, customers and likeness, in the order in which they first come. Of a group or
 * customer each conversation is joined to the one before it.
 */
export function familiesOf(conversations: readonly LabelledConversation[]): Family[] {
  const neighbours = new Map(conversations.map(({ transcript }) => [transcript.id, new Set<string>()]))
  const join = (a: string | undefined, b: string | undefined) => {
    if (a === undefined || b === undefined || a === b) return
    neighbours.get(a)?.add(b)
    neighbours.get(b)?.add(a)
  }
  const last = new Map<string, string>()
  const joinBy = (key: string, id: string) => {
    join(last.get(key), id)
    last.set(key, id)
  }
  for (const { transcript, group } of conversations) {
    joinBy(`group ${group}`, transcript.id)
    const customer = transcript.customer?.id
    if (customer !== undefined) joinBy(`customer ${customer}`, transcript.id)
  }
  const all = { conversations: [...conversations] }
  for (const { a, b } of findLeaks(all, all)) join(a, b)
  const transcripts = conversations.map(({ transcript }) => transcript)
  for (const [a, b] of findCopies(transcripts)) join(transcripts[a]?.id, transcripts[b]?.id)
  return walk(conversations, neighbours)
}

function walk(
  conversations: readonly LabelledConversation[],
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
): Family[] {
  const byId = new Map(conversations.map((conversation) => [conversation.transcript.id, conversation]))
  const seen = new Set<string>()
  const families: Family[] = []
  for (const { transcript } of conversations) {
    if (seen.has(transcript.id)) continue
    seen.add(transcript.id)
    const reached = [transcript.id]
    for (const id of reached) {
      for (const next of neighbours.get(id) ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        reached.push(next)
      }
    }
    families.push({ members: reached.flatMap((id) => byId.get(id) ?? []), neighbours })
  }
  return families
}
