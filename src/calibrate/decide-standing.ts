import type { CertifiedCriterion, StandingCode } from '../domain/certificate.ts'
import { STANDING_OF_CODE } from '../domain/standing-of-code.ts'
import type { LabelsFit } from './labels-fit-for.ts'
import settings from './standing-settings.json' with { type: 'json' }

export interface StandingInput {
  kappa: CertifiedCriterion['kappa']
  /** How far people agree among themselves; null where one labelled alone. */
  ceiling: CertifiedCriterion['ceiling']
  /** From which confidence on verdicts may stand alone; null where from none. */
  threshold: number | null
  /** What of the labels keeps the judge from standing alone. */
  hindrance: LabelsFit['because']
  isRedLine: boolean
}

export type Decided =
  | Pick<CertifiedCriterion, 'standing' | 'because'>
  /** Too little is known to say. */
  | { not: 'no_kappa' | 'unclear' }

/** How a criterion may stand, and what counts most against it. */
export function decideStanding(input: StandingInput): Decided {
  const { value, interval } = input.kappa
  if (value === null) return { not: 'no_kappa' }
  // Where no draw differs from the others there is no interval, and nothing lies below the value.
  const [low, high] = interval ?? [value, value]
  if (low <= 0 && high >= settings.leastKappa && value > 0 && !input.isRedLine) return { not: 'unclear' }
  // A red line is confirmed by a person however rare it is: off, nobody would hear of it.
  if (input.isRedLine) return { standing: STANDING_OF_CODE.red_line, because: 'red_line' }
  const because = codeOf(input, value, low)
  return { standing: STANDING_OF_CODE[because], because }
}

function codeOf({ ceiling, threshold, hindrance }: StandingInput, kappa: number, low: number): StandingCode {
  if (low <= 0) return 'no_better_than_chance'
  // κ of two fifths may come out a rounding below it.
  if (kappa <= settings.leastKappa - 1e-9) return 'agreement_too_low'
  if (hindrance !== null) return hindrance
  if (ceiling !== null && ceiling.rater < settings.leastKappa) return 'raters_disagree'
  return threshold === null ? 'no_threshold' : 'threshold_found'
}
