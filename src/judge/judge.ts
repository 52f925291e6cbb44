import type { Finding } from '../domain/finding.ts'
import type { Reading } from '../domain/grade.ts'
import type { Marks } from '../domain/marks.ts'
import type { JudgedCriterion, Scorecard } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Usage } from '../domain/usage.ts'

/** All that must be equal for two findings of a judge to be the same question asked the same way. */
export interface JudgeConfiguration {
  judge: string
  model: string | null
  promptHash: string | null
  params: Record<string, string | number | boolean | null>
}

export interface Judgment {
  /** One finding for each criterion that was asked, in the order asked. */
  findings: Finding[]
  /** What it noted beside the criteria; null where this judge notes nothing. */
  marks: Marks | null
  usage: Usage
  /** How a language model was shown the conversation; absent where none was asked. */
  reading?: Reading
  /** Parameters as they were sent, where they differ from the configuration's. */
  sent?: JudgeConfiguration['params']
}

/** On what occasion a conversation is judged. */
export interface Occasion {
  /** The batch it belongs to; null where it belongs to none. */
  batchId: string | null
}

/** Whatever reads a conversation and decides the criteria that code alone cannot. */
export interface Judge {
  readonly configuration: JudgeConfiguration
  judge(
    transcript: Transcript,
    criteria: readonly JudgedCriterion[],
    acts: Scorecard['acts'],
    occasion?: Occasion,
  ): Promise<Judgment>
}
