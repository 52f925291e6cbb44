import type { Finding } from '../domain/finding.ts'
import type { Usage } from '../domain/grade.ts'
import type { Marks } from '../domain/marks.ts'
import type { JudgedCriterion, Scorecard } from '../domain/scorecard.ts'
import type { Transcript } from '../domain/transcript.ts'

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
}

/** Whatever reads a conversation and decides the criteria that code alone cannot. */
export interface Judge {
  readonly configuration: JudgeConfiguration
  judge(
    transcript: Transcript,
    criteria: readonly JudgedCriterion[],
    acts: Scorecard['acts'],
  ): Promise<Judgment>
}

export const NO_USAGE: Usage = Object.freeze({
  requests: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  costUsd: 0,
})
