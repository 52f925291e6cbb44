import type { Label, LabelVerdict } from '../../domain/eval-set.ts'
import type { KeptConversation, KeptSet, RaterScores } from '../../domain/rater-scores.ts'
import { labelledOf } from '../../domain/testing/labelled-of.ts'

/** A set as it is kept, with labels by conversation, criterion and rater. */
export function keptSetOf(
  labels: Record<string, Record<string, Record<string, LabelVerdict>>>,
  raters: string[] = [],
): KeptSet {
  const conversations = Object.entries(labels).map(([id, own]): [string, KeptConversation] => {
    const { transcript, labels } = labelledOf(id, { labels: own })
    const byCriterion: KeptConversation['labels'] = new Map(
      Object.entries(labels).map(([criterion, byRater]) => [
        criterion,
        new Map(
          Object.entries(byRater).map(([rater, label]) => [
            rater,
            { ...label, file: `labels.rater-${rater}.jsonl`, line: 1 },
          ]),
        ),
      ]),
    )
    return [id, { transcript, labels: byCriterion, selection: null, settled: new Map() }]
  })
  return { name: 'june', raters, conversations: new Map(conversations) }
}

export function labelOf(verdict: LabelVerdict, more: Partial<Label> = {}): Label {
  return { verdict, turns: [], confidence: null, note: null, ...more }
}

/** One rater's scores of one conversation, as line 2 of june.csv. */
export function scoresOf(
  rater: string | null,
  id: string,
  labels: Record<string, Label>,
  more: Partial<RaterScores> = {},
): RaterScores {
  return { file: 'june.csv', line: 2, rater, id, labels, acts: null, selection: null, fields: {}, ...more }
}
