import type { Issue } from './errors.ts'
import type { Adjudication, Label, LabelledConversation, Selection } from './eval-set.ts'
import type { Transcript } from './transcript.ts'

/** Where scores stand: a file, or what else they came from, and its line. */
export interface ScorePlace {
  file: string
  line: number | null
}

/** Scores that were set aside: where they stand, what is wrong, and what would be right. */
export interface ScoreProblem extends Issue, ScorePlace {}

/** One rater's labels of one conversation, on their way into a set. */
export interface RaterScores extends ScorePlace {
  id: string
  /** null where nothing says who. */
  rater: string | null
  labels: Record<string, Label>
  acts: LabelledConversation['acts']
  selection: Selection | null
  /** What a criterion is called where the scores stand; its id where this says nothing. */
  fields: Record<string, string>
}

/** What was settled of one conversation. `labels` is empty where it was left open. */
export type SettledScores = Pick<RaterScores, 'id' | 'labels' | 'fields' | 'file' | 'line'> & {
  /** null where nothing says who. */
  by: string | null
}

/** Scores as they are read, one by one; what cannot be read comes as its problems, with whose it was where that is known. */
export type ScoreReading<Scores> = { scores: Scores } | { problems: ScoreProblem[]; rater?: string | null }

/** A label of a set with the place where it is kept. */
export type KeptLabel = Label & ScorePlace

/** A conversation of a set with all that is kept of it, labelled or not. */
export interface KeptConversation {
  transcript: Transcript
  /** By criterion, then by rater. */
  labels: Map<string, Map<string, KeptLabel>>
  selection: Selection | null
  /** By criterion; the last one counts. */
  settled: Map<string, Adjudication[]>
}

export interface KeptSet {
  name: string
  raters: string[]
  conversations: Map<string, KeptConversation>
}

/** What is to be added to a set. */
export interface SetAdditions {
  transcripts: Transcript[]
  selections: (Selection & { id: string })[]
  labels: (Pick<RaterScores, 'id' | 'labels' | 'acts'> & { rater: string })[]
  settled: { id: string; by: string; labels: Record<string, Label> }[]
}
