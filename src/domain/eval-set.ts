import type { Transcript } from './transcript.ts'

/** What a rater may say of a criterion; a criterion that nobody labelled has no label instead. */
export const LABEL_VERDICTS = ['pass', 'fail', 'not_applicable'] as const
export type LabelVerdict = (typeof LABEL_VERDICTS)[number]

/** One rater's verdict on one criterion of one conversation. */
export interface Label {
  verdict: LabelVerdict
  /** The turns it rests on, by their ids; empty where the rater named none. */
  turns: number[]
  /** In the rater's own scale; null where it was not given. */
  confidence: number | null
  note: string | null
}

/** A conversation with what the raters said of it: by criterion, then by rater. */
export interface LabelledConversation {
  transcript: Transcript
  /** Conversations of one group stay on one side when a set is split; its own id where a set has no groups. */
  group: string
  labels: Record<string, Record<string, Label>>
  /** The acts of each turn, by turn id; null where the set marks none. */
  acts: Record<string, string[]> | null
}

/** Conversations that were scored by raters: to measure a judge on, or to train one. */
export interface EvalSet {
  name: string
  title: { 'zh-CN': string; en: string } | null
  /** `unknown` where the set does not say; it is trusted no further than `models`. */
  labelledBy: 'people' | 'models' | 'unknown'
  /** What is `measure` is never trained on. */
  purpose: 'train' | 'measure'
  /** Scorecards whose wording the labels answer, by id; empty: the one that fits each conversation. */
  scorecards: string[]
  /** Sorted by name. */
  raters: string[]
  conversations: LabelledConversation[]
}

/**
 * What a conversation counts as on a criterion: the verdict of more than half of those who labelled it. null where
 * there is none, and where nobody labelled it.
 */
export function referenceVerdict(byRater: Readonly<Record<string, Label>>): LabelVerdict | null {
  const verdicts = Object.values(byRater).map(({ verdict }) => verdict)
  return (
    LABEL_VERDICTS.find(
      (one) => 2 * verdicts.filter((verdict) => verdict === one).length > verdicts.length,
    ) ?? null
  )
}

/** The criteria that anybody labelled, in the order in which they first come. */
export function labelledCriteria({ conversations }: Pick<EvalSet, 'conversations'>): string[] {
  return [...new Set(conversations.flatMap(({ labels }) => Object.keys(labels)))]
}
