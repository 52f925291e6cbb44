import type { KnownCriteria } from '../domain/known-criteria.ts'
import type { RaterScores } from '../domain/rater-scores.ts'

/** What holds for scores that do not say it themselves. */
export interface ImportDefaults extends Pick<RaterScores, 'rater' | 'selection'> {
  /** ISO 8601 with its offset; null where nobody knows. */
  at: string | null
  /** null where nobody knows. */
  blind: boolean | null
  /** Of times that have no offset. */
  parseTime: (text: string) => string | null
}

/** What is known of criteria, and of what they are called where scores stand. */
export interface ImportNames {
  known: KnownCriteria
  /** What headings of the table mean; this goes before what set.yaml says of them. */
  columns: Readonly<Record<string, string>>
}

/** What holds for what was settled, where it does not say it itself. */
export interface SettledDefaults extends Pick<ImportDefaults, 'at' | 'blind' | 'parseTime'> {
  /** Who settled it; null where nothing says. */
  by: string | null
}
