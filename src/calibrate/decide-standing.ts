import type { CertifiedCriterion, StandingCode } from '../domain/certificate.ts'
import type { LabelsFit } from './labels-fit-for.ts'
import settings from './standing-settings.json' with { type: 'json' }

const STANDINGS: Record<StandingCode, CertifiedCriterion['standing']> = {
  threshold_found: 'auto',
  no_threshold: 'assist',
  labelled_by_models: 'assist',
  labellers_unknown: 'assist',
  not_random: 'assist',
  unequal_probabilities: 'assist',
  not_blind: 'assist',
  red_line: 'assist',
  no_better_than_chance: 'off',
  agreement_too_low: 'off',
  cannot_judge: 'off',
}

export interface StandingInput {
  kappa: CertifiedCriterion['kappa']
  /** From which confidence on verdicts may stand alone; null where from none. */
  threshold: number | null
  /** What of the labels keeps the judge from standing alone. */
  hindrance: LabelsFit['because']
  isRedLine: boolean
}

/** How a criterion may stand, and what counts most against it; null where too little is known to say. */
export function decideStanding(
  input: StandingInput,
): Pick<CertifiedCriterion, 'standing' | 'because'> | null {
  const because = codeOf(input)
  return because === null ? null : { standing: STANDINGS[because], because }
}

function codeOf({ kappa, threshold, hindrance, isRedLine }: StandingInput): StandingCode | null {
  const { value, interval } = kappa
  if (value === null) return null
  // κ of two fifths may come out a rounding below it.
  const isEnough = value > settings.leastKappa - 1e-9
  // Too few of a second verdict for an interval: that shows as little as where there is none at all.
  if (interval === null && isEnough) return null
  if ((interval?.[0] ?? value) <= 0) return 'no_better_than_chance'
  if (!isEnough) return 'agreement_too_low'
  if (isRedLine) return 'red_line'
  if (hindrance !== null) return hindrance
  return threshold === null ? 'no_threshold' : 'threshold_found'
}
