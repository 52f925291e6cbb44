import type { Label } from './eval-set.ts'
import type { Role } from './transcript.ts'

/** A conversation on whose criterion raters differ, with what each rests on. */
export interface RaterDisagreement {
  criterion: string
  transcriptId: string
  /** By name. */
  raters: (Pick<Label, 'verdict' | 'note' | 'level' | 'at' | 'blind'> & {
    rater: string
    turns: { turn: number; role: Role; text: string }[]
  })[]
}
