import type { Issue } from '../domain/errors.ts'
import type { Adjudication } from '../domain/eval-set.ts'
import type {
  KeptSet,
  ScoreProblem,
  ScoreReading,
  SetAdditions,
  SettledScores,
} from '../domain/rater-scores.ts'
import { conversationNamed, fieldOf, noConversation, unfitScores } from './fit-scores.ts'
import type { ImportPorts } from './import-labels.ts'
import { countOpenDisagreements } from './list-rater-disagreements.ts'

export interface AdjudicationImport {
  set: string
  /** `changed`: of the new, those that settle anew what was settled before. */
  settled: { new: number; changed: number; known: number; open: number }
  /** Open disagreements between raters, once these are in. */
  disagreements: number
  problems: ScoreProblem[]
}

/** In UTF-16 units. */
const LONGEST_NAME = 256

/**
 * Adds what was settled between raters to a set; the raters' own labels stay. What is settled anew counts from then
 * on, and what was settled first stays on record.
 */
export async function importAdjudications(
  { set, append }: Pick<ImportPorts, 'set' | 'append'>,
  readings: AsyncIterable<ScoreReading<SettledScores>>,
  { dryRun }: { dryRun: boolean },
): Promise<AdjudicationImport> {
  const told: AdjudicationImport = {
    set: set.name,
    settled: { new: 0, changed: 0, known: 0, open: 0 },
    disagreements: 0,
    problems: [],
  }
  const settled: SetAdditions['settled'] = []
  for await (const reading of readings) {
    if ('problems' in reading) told.problems.push(...reading.problems)
    else {
      const { file, line } = reading.scores
      const issues = take(set, reading.scores, settled, told.settled)
      told.problems.push(...issues.map((issue) => ({ file, line, ...issue })))
    }
  }
  if (!dryRun && settled.length > 0) await append({ transcripts: [], selections: [], labels: [], settled })
  return { ...told, disagreements: countOpenDisagreements(set) }
}

function take(
  set: KeptSet,
  scores: SettledScores,
  settled: SetAdditions['settled'],
  counts: AdjudicationImport['settled'],
): Issue[] {
  const { labels, fields, by } = scores
  const criteria = Object.keys(labels)
  if (criteria.length === 0) counts.open += 1
  if (criteria.length === 0) return []
  const conversation = conversationNamed(set, scores.id)
  if (conversation === undefined) return [noConversation(scores.id, '')]
  const { id } = conversation.transcript
  const nameless = namelessIssue(by)
  const unlabelled = criteria.filter((criterion) => !conversation.labels.has(criterion))
  const issues = [
    ...(nameless === null ? [] : [nameless]),
    ...unfitScores(scores, conversation),
    ...unlabelled.map((criterion) => ({
      path: fieldOf(fields, criterion),
      message: `nobody labelled "${criterion}" of "${id}"; expected one that raters scored`,
    })),
  ]
  if (by === null || issues.length > 0) return issues
  const fresh: SetAdditions['settled'][number] = { id, by, labels: {} }
  for (const [criterion, label] of Object.entries(labels)) {
    const before = conversation.settled.get(criterion) ?? []
    const now = { ...label, by }
    if (isKnown(before, now)) {
      counts.known += 1
      continue
    }
    counts.new += 1
    if (before.length > 0) counts.changed += 1
    conversation.settled.set(criterion, [...before, now])
    fresh.labels[criterion] = label
  }
  if (Object.keys(fresh.labels).length > 0) settled.push(fresh)
  return []
}

function namelessIssue(by: string | null): Issue | null {
  if (by === null || by.trim() === '')
    return { path: 'by', message: 'nothing says who settled it; fill the column by (裁定人), or give --by' }
  if (by.isWellFormed() && by.length <= LONGEST_NAME) return null
  return { path: 'by', message: `expected a name of at most ${LONGEST_NAME} whole characters` }
}

/** What counts already says the same, or the same person said it before: an old table settles nothing anew. */
function isKnown(before: readonly Adjudication[], now: Adjudication): boolean {
  if (before.at(-1)?.verdict === now.verdict) return true
  return before.some(({ verdict, by, at }) => verdict === now.verdict && by === now.by && at === now.at)
}
