import { GraderError } from '../domain/errors.ts'
import { shareWithin } from './share-within.ts'

/**
 * The probability (0..1) with which each conversation is drawn in a Poisson sample, in proportion to how uncertain it
 * is; between `floor` and 1, and adding up to the number wanted. Where no conversation is uncertain all are equal.
 * The bounds win: never below the floor, even if more than wanted are drawn then. Särndal, Swensson & Wretman 1992,
 * Model Assisted Survey Sampling, §3.5.
 *
 * @param uncertainties one per conversation, ≥ 0, such as √(p(1 − p)) of a disagreement's probability p
 * @param wanted conversations drawn on average, ≥ 0
 * @param floor in 0..1 @default 0.02
 * @throws GraderError `INTERNAL` where one of these is out of range.
 */
export function poissonProbabilities(
  uncertainties: readonly number[],
  wanted: number,
  floor = 0.02,
): number[] {
  if (!(wanted >= 0 && Number.isFinite(wanted)))
    throw new GraderError('INTERNAL', `${wanted} conversations wanted: this has to be 0 or more`)
  if (!(floor >= 0 && floor <= 1))
    throw new GraderError('INTERNAL', `a floor of ${floor}: this has to be between 0 and 1`)
  for (const [at, uncertainty] of uncertainties.entries())
    if (!(uncertainty >= 0 && Number.isFinite(uncertainty)))
      throw new GraderError('INTERNAL', `uncertainty ${at} is ${uncertainty}: this has to be 0 or more`)
  return shareWithin(
    wanted,
    uncertainties.map((weight) => ({ weight, otherwise: 1, least: floor, most: 1 })),
  )
}
