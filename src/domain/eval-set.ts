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
  /** Of a criterion with levels: the place of the level given, from 0 (the worst). */
  level?: number
  /** When it was given, ISO 8601; absent where the set does not say. */
  at?: string
  /** Whether the rater had not seen a judge's verdict; absent where the set does not say. */
  blind?: boolean
}

/** A verdict that was settled after raters had parted over it; their own labels stay beside it. */
export interface Adjudication extends Label {
  /** Who settled it. */
  by: string
}

/**
 * How a conversation came into a set. Only `random` and `stratified` draws with a known probability say something of
 * all conversations; what was picked for any other reason serves for tuning.
 */
export const SELECTION_WAYS = [
  'random',
  'stratified',
  'enriched',
  'dispute',
  'hand_picked',
  'written',
] as const

export interface Selection {
  how: (typeof SELECTION_WAYS)[number]
  /** Of being chosen, above 0 up to 1; null where nobody knows. */
  probability: number | null
  stratum: string | null
}

/** Prompts are tuned on one side of a split set; the other is kept, and only measured on. */
export const SIDES = ['tune', 'holdout'] as const
export type Side = (typeof SIDES)[number]

/** A conversation with what the raters said of it: by criterion, then by rater. */
export interface LabelledConversation {
  transcript: Transcript
  /** Conversations of one group stay on one side when a set is split; its own id where a set has no groups. */
  group: string
  labels: Record<string, Record<string, Label>>
  /** The acts of each turn, by turn id; null where the set marks none. */
  acts: Record<string, string[]> | null
  /** By criterion. */
  adjudicated?: Record<string, Adjudication>
  /** Absent where the set does not say. */
  selection?: Selection
  /** Absent where the set is not split, or was split before this conversation came into it. */
  side?: Side
}

/** Conversations that were scored by raters: to measure a judge on, or to train one. */
export interface EvalSet {
  name: string
  title: { 'zh-CN': string; en: string } | null
  /** `unknown` where the set does not say; it is trusted no further than `models`. */
  labelledBy: 'people' | 'models' | 'unknown'
  /** What is `measure` is never trained on. */
  purpose: 'train' | 'measure'
  /** `open`: it is not split, and only ever measured on. `split`: its conversations have sides. */
  test: 'open' | 'split' | 'none'
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

/** What a conversation counts as on a criterion: what was settled, or else what most of its raters said. */
export function referenceOf(
  { labels, adjudicated }: Pick<LabelledConversation, 'labels' | 'adjudicated'>,
  criterion: string,
): LabelVerdict | null {
  const settled = own(adjudicated ?? {}, criterion)
  return settled === undefined ? referenceVerdict(own(labels, criterion) ?? {}) : settled.verdict
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The criteria that anybody labelled, in the order in which they first come. */
export function labelledCriteria({ conversations }: Pick<EvalSet, 'conversations'>): string[] {
  return [...new Set(conversations.flatMap(({ labels }) => Object.keys(labels)))]
}
