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
