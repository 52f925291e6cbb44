import { GraderError } from '../domain/errors.ts'
import settings from './drift-settings.json' with { type: 'json' }

/**
 * By how much a label is more likely if the share of wrong verdicts has risen to a multiple of `p0` than if it still
 * is p0, for each multiple: (p/p0)^x · ((1−p)/(1−p0))^(1−x), with x = 1 for a wrong verdict and p = min(.95, multiple · p0).
 */
export function betReturns(p0: number, multiples: readonly number[], wrong: boolean): number[] {
  return multiples.map((multiple) => {
    const p = raisedRate(p0, multiple)
    return wrong ? p / p0 : (1 - p) / (1 - p0)
  })
}

export function raisedRate(p0: number, multiple: number): number {
  return Math.min(settings.highestBet, multiple * p0)
}

/** @throws GraderError `INTERNAL` where p0 is not between 0 and 1. */
export function assertRate(p0: number): void {
  if (!(p0 > 0 && p0 < 1))
    throw new GraderError(
      'INTERNAL',
      `a certified share of ${p0} wrong verdicts: this has to be between 0 and 1`,
    )
}
