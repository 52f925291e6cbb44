import settings from './corrected-mean-settings.json' with { type: 'json' }
import { correctedRate } from './corrected-rate.ts'
import { correctedScore } from './corrected-score.ts'
import type { CorrectedMean, CorrectedMeanInput } from './period.ts'

/**
 * What people would say of a whole period on one criterion, had they labelled all of it: the share of fails, or the
 * mean score, from the judge's verdicts on everything and people's on a part. How that part was chosen decides the
 * estimator; where it was chosen in no known way there is no figure, and the reason says so.
 * `finite` is the period itself; `super` the rate behind it, to compare periods or teams by.
 */
export function correctedMean(input: CorrectedMeanInput): CorrectedMean {
  return input.kind === 'pass_fail'
    ? correctedRate(input.conversations, input.estimand)
    : correctedScore(input.conversations, input.estimand, input.lambda ?? settings.followedOnScores)
}
