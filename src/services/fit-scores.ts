import type { Issue } from '../domain/errors.ts'
import type { KeptConversation, KeptSet, RaterScores } from '../domain/rater-scores.ts'

/** In UTF-16 units: what a cell of a spreadsheet holds at most. */
const LONGEST_NOTE = 32_767
const HALVES = 'holds broken characters (half of a surrogate pair); expected whole Unicode text'

/** A set's conversation by its id, also where a spreadsheet keeps the id from being run by an apostrophe. */
export function conversationNamed(
  { conversations }: Pick<KeptSet, 'conversations'>,
  id: string,
): KeptConversation | undefined {
  return conversations.get(id) ?? (id.startsWith("'") ? conversations.get(id.slice(1)) : undefined)
}

/** What of scores does not fit the conversation they are of, or cannot be kept; then nothing of them is added. */
export function unfitScores(
  { id, labels, acts, fields }: Pick<RaterScores, 'id' | 'labels' | 'fields'> & Partial<RaterScores>,
  { transcript }: KeptConversation,
): Issue[] {
  const last = transcript.turns.length
  const noSuchTurn = `names a turn that "${id}" does not have; its turns are 1 to ${last}`
  const ofLabels = Object.entries(labels).flatMap(([criterion, { turns, note }]): Issue[] => {
    const path = fieldOf(fields, criterion)
    const issues: Issue[] = []
    if (turns.some((turn) => turn > last))
      issues.push({ path: `labels.${criterion}.turns`, message: noSuchTurn })
    if (note !== null && !note.isWellFormed()) issues.push({ path, message: HALVES })
    if (note !== null && note.length > LONGEST_NOTE)
      issues.push({
        path,
        message: `its note has ${note.length} characters; expected at most ${LONGEST_NOTE}`,
      })
    return issues
  })
  const ofActs = Object.keys(acts ?? {}).filter((turn) => Number(turn) > last)
  return [...ofLabels, ...ofActs.map((turn) => ({ path: `acts.${turn}`, message: noSuchTurn }))]
}

/** What a criterion is called where its score stands. */
export function fieldOf(fields: Readonly<Record<string, string>>, criterion: string): string {
  return (Object.hasOwn(fields, criterion) ? fields[criterion] : undefined) ?? `labels.${criterion}`
}

/** @param otherwise what would help but the right id */
export function noConversation(id: string, otherwise: string): Issue {
  const shown = id.toWellFormed().slice(0, 256)
  const message = `the set has no conversation "${shown}"; expected one of its ids${otherwise}`
  return { path: 'id', message }
}
