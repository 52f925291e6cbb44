import type {
  KeptSet,
  RaterScores,
  ScoreProblem,
  ScoreReading,
  SetAdditions,
} from '../domain/rater-scores.ts'
import type { Incoming } from '../intake/incoming.ts'
import { countOpenDisagreements } from './list-rater-disagreements.ts'
import { takeConversations } from './take-conversations.ts'
import { type RaterImport, takeScores } from './take-scores.ts'

export interface ImportPorts {
  /** The set as it is kept; afterwards it is as it would be read again. */
  set: KeptSet
  /** Where conversations come from that the set does not have. */
  conversations: AsyncIterable<Incoming[]>
  /** Adds to what is kept, and changes nothing of it. */
  append(additions: SetAdditions): Promise<void>
}

export interface LabelImport {
  set: string
  /** By name. */
  raters: RaterImport[]
  /** `leftOut`: nobody scored them. */
  conversations: { new: number; known: number; leftOut: number }
  /** How conversations were chosen. */
  selections: { new: number; known: number }
  /** Scores of a conversation without any verdict. */
  withoutLabels: number
  /** Open disagreements between raters, once these labels are in. */
  disagreements: number
  problems: ScoreProblem[]
}

/**
 * Adds raters' labels to a set, from wherever they come. Nothing is overwritten: a label that a rater gave before is
 * known where its verdict is the same, and set aside where it is another. What cannot be used is set aside with what
 * would be right, and the rest goes on.
 */
export async function importLabels(
  { set, conversations, append }: ImportPorts,
  readings: AsyncIterable<ScoreReading<RaterScores>>,
  { dryRun }: { dryRun: boolean },
): Promise<LabelImport> {
  const problems: ScoreProblem[] = []
  const read: RaterScores[] = []
  const unreadOf: string[] = []
  for await (const reading of readings) {
    if ('scores' in reading) read.push(reading.scores)
    else {
      problems.push(...reading.problems)
      unreadOf.push(...(reading.rater === null || reading.rater === undefined ? [] : [reading.rater]))
    }
  }
  const found = await takeConversations(set, conversations, new Set(read.map(({ id }) => id)))
  problems.push(...found.problems)
  const { labels, selections, raters, ...taken } = takeScores(set, { read, unreadOf }, problems)
  const transcripts = found.fresh.filter(({ id }) => {
    const isLabelled = (set.conversations.get(id)?.labels.size ?? 0) > 0
    if (!isLabelled) set.conversations.delete(id)
    return isLabelled
  })
  if (!dryRun && labels.length + selections.length > 0)
    await append({ transcripts, selections, labels, settled: [] })
  return {
    set: set.name,
    raters,
    conversations: {
      new: transcripts.length,
      known: found.known,
      leftOut: found.leftOut + found.fresh.length - transcripts.length,
    },
    selections: { new: selections.length, known: taken.knownSelections },
    withoutLabels: taken.withoutLabels,
    disagreements: countOpenDisagreements(set),
    problems,
  }
}
