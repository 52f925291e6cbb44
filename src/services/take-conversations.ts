import { contentHash } from '../domain/content-hash.ts'
import type { KeptSet, ScoreProblem } from '../domain/rater-scores.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Incoming } from '../intake/incoming.ts'

interface TakenConversations {
  /** In the order in which they came; they are in the set now. */
  fresh: Transcript[]
  known: number
  leftOut: number
  problems: ScoreProblem[]
}

/**
 * Takes into a set the conversations that scores name and it does not have. One that has the id of another is set
 * aside: what is kept stays as it is.
 */
export async function takeConversations(
  { conversations }: KeptSet,
  incoming: AsyncIterable<Incoming[]>,
  scored: ReadonlySet<string>,
): Promise<TakenConversations> {
  const taken: TakenConversations = { fresh: [], known: 0, leftOut: 0, problems: [] }
  const places = new Map<string, string>()
  for await (const chunk of incoming) {
    for (const one of chunk) {
      if (one.kind === 'rejected') {
        const { file, line, issues } = one.rejection
        taken.problems.push(...issues.map((issue) => ({ file, line, ...issue })))
        continue
      }
      const { transcript, place } = one
      const { id } = transcript
      const { file, line } = place
      const kept = conversations.get(id)
      if (kept !== undefined && contentHash(kept.transcript) === contentHash(transcript)) taken.known += 1
      else if (kept !== undefined)
        taken.problems.push({ file, line, path: 'id', message: anotherHas(id, places.get(id)) })
      else if (!scored.has(id) && !scored.has(`'${id}`)) taken.leftOut += 1
      else {
        conversations.set(id, { transcript, labels: new Map(), selection: null, settled: new Map() })
        places.set(id, `${file} line ${line}`)
        taken.fresh.push(transcript)
      }
    }
  }
  return taken
}

function anotherHas(id: string, place: string | undefined): string {
  const where = place === undefined ? 'in the set' : `in ${place}`
  return `another conversation has the id "${id}" ${where}, and stays; expected an id of its own`
}
