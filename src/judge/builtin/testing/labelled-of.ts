import type { LabelledConversation, LabelVerdict } from '../../../domain/eval-set.ts'
import { type Spoken, transcriptOf } from './reading-of.ts'

/** The verdict of the only rater, and the turns that it rests on. */
export type Said = [verdict: LabelVerdict, turns?: number[]]

/** A conversation that one rater labelled, a group of its own. */
export function labelledOf(
  id: string,
  lines: readonly Spoken[],
  labels: Record<string, Said> = {},
  acts: Record<string, string[]> | null = null,
): LabelledConversation {
  const given = Object.entries(labels).map(([criterion, [verdict, turns = []]]) => [
    criterion,
    { rater: { verdict, turns, confidence: null, note: null } },
  ])
  return { transcript: transcriptOf(lines, { id }), group: id, labels: Object.fromEntries(given), acts }
}
