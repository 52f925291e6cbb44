import type { ChooseActs } from './answer-judgment.ts'
import type { BatchLimits, BatchPlan } from './batch-plan.ts'
import type { Faults } from './faults.ts'
import type { Answer } from './make-model.ts'
import type { Ability, Api } from './types.ts'

export interface ProviderOptions extends Partial<Ability> {
  /** Builds the object that a reply holds. @default answerJudgment, with `acts` */
  answer?: Answer
  /** Which acts `answerJudgment` marks. @default none */
  acts?: ChooseActs
  /** @default none */
  faults?: Faults
  /** How long a healthy answer takes, in milliseconds. @default 0 */
  latencyMs?: number
  /** Above so many at once it answers 429. @default no cap */
  maxInFlight?: number
  /** Whether requests are kept to be looked at; counters alone do for a benchmark. @default 'all' */
  record?: 'all' | 'counters'
  batches?: Partial<BatchPlan>
  /** @default those that the providers document */
  limits?: Partial<Record<Api, BatchLimits>>
}

const MB = 1024 * 1024
/** https://platform.openai.com/docs/api-reference/batch and https://platform.claude.com/docs/en/build-with-claude/batch-processing */
export const DOCUMENTED_LIMITS: Readonly<Record<Api, BatchLimits>> = {
  openai: { requests: 50_000, bytes: 200 * MB },
  anthropic: { requests: 100_000, bytes: 256 * MB },
}
